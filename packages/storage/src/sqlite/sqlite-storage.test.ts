import { storageContract, storageModel } from "@codraft/storage/testing"
import { openSqliteRig } from "./testing/sqlite-rig.ts"

storageContract("sqlite", openSqliteRig)
storageModel("sqlite", openSqliteRig)
