export { everyEntry, type StorageRig, storageContract } from "./storage-contract.ts"
export { storageModel } from "./storage-model.ts"
