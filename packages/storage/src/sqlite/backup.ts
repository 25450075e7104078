export async function backupSqlite(_from: { file: string; to: string }): Promise<void> {
  throw new Error("being written")
}
export async function restoreSqlite(_from: { from: string; file: string }): Promise<void> {
  throw new Error("being written")
}
