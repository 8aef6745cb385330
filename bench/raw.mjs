import Database from 'better-sqlite3'

/** A journal's file as the driver opens it, set as the journal sets it. */
export function openRaw(path) {
  const db = new Database(path, { fileMustExist: true })
  db.pragma('foreign_keys = ON')
  db.pragma('synchronous = FULL')
  db.pragma('secure_delete = ON')
  return db
}

const TAGS = `(
  SELECT json_group_array(name) FROM (
    SELECT tag.name FROM dream_tag JOIN tag ON tag.seq = dream_tag.tag_seq
    WHERE dream_tag.dream_seq = dream.seq ORDER BY tag.folded
  )
) AS tags`

/** The newest dreams, whole. */
export const PAGE = `
  SELECT dream.*, ${TAGS} FROM dream WHERE deleted_at IS NULL ORDER BY night DESC, id DESC LIMIT ?`

/** The page behind a dream. */
export const PAGE_AFTER = `
  SELECT dream.*, ${TAGS} FROM dream
  WHERE deleted_at IS NULL AND (night, id) < (?, ?) ORDER BY night DESC, id DESC LIMIT ?`

/** The best matches of a query, whole. */
export const RANKED = `
  SELECT dream.*, ${TAGS} FROM dream_search JOIN dream ON dream.seq = dream_search.rowid
  WHERE dream_search MATCH ? AND deleted_at IS NULL ORDER BY rank LIMIT ?`
