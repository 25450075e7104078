export { redlineOf, type RedlineOptions } from "./redline-of.ts"
