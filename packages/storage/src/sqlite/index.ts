export { backupSqlite, restoreSqlite } from "./backup.ts"
export { holdSqlite } from "./database.ts"
export { openSqliteStorage, type SqliteOptions, type SqliteStorage } from "./sqlite-storage.ts"
