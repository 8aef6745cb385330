import type { Database } from 'better-sqlite3'

/** Every table and index as SQL, in a fixed order; what FTS5 makes for itself is its own business. */
export function dumpSchema(file: Database): string {
  const made = file
    .prepare(
      `SELECT sql FROM sqlite_schema
       WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'dream_search_%'
       ORDER BY tbl_name, type DESC, name`,
    )
    .pluck()
    .all() as string[]
  return `${made.map((sql) => `${sql};`).join('\n\n')}\n`
}

/** What another version may rely on: every column with its type, and every index with its columns. */
export function shapeOf(file: Database): Set<string> {
  const columns = file
    .prepare(
      `SELECT t.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" THEN ' not null' ELSE '' END
       FROM pragma_table_list t JOIN pragma_table_info(t.name) c
       WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE 'dream_search_%'`,
    )
    .pluck()
    .all() as string[]
  const indexes = file
    .prepare(
      "SELECT 'index ' || name || ' ' || sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
    )
    .pluck()
    .all() as string[]
  return new Set([...columns, ...indexes])
}
