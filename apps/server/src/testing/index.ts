export { marksIn } from "./marks.ts"
export { TestSocket } from "./test-socket.ts"
export { openWorld, Person, World } from "./world.ts"
