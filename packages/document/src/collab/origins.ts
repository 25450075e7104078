/**
 * Who made a Yjs transaction, as far as its `origin` says: a person's own edit has their `SectionBinding` as origin, their
 * undo or redo has its `Y.UndoManager`, and what the binding writes without anybody having edited has `HEAL`.
 * `Symbol.for`, so that two copies of this module in one process mean the same.
 */

/**
 * Write-back: text runs normalised after a remote change, ids for blocks that came without one. Not undoable; a session that
 * may not write keeps it in its document and sends none of it.
 */
export const HEAL: symbol = Symbol.for("codraft.heal")

/** Edits made straight into the shared types, as a restored text is; undoable like the person's other edits. */
export const SUGGESTION: symbol = Symbol.for("codraft.suggestion")

/** Marks that come back with words which the person's undo or redo has brought back. Not undoable by itself. */
export const RESTORED: symbol = Symbol.for("codraft.restored")
