/**
 * Writes lines of the journal's own into its tables, with the driver alone: the dreams, their tags and their words, which
 * go into the index as they are. No history, nothing to undo it by.
 */
export function createWriter(db) {
  const dream = db.prepare(
    `INSERT INTO dream (id, tail, revision, stamp, written_at, changed_at, title, text, reflection, night, night_id, nap,
       dreamt_at, zone, mood, vividness, lucidity, technique, lucid_trigger, nightmare, recurring, fragment, deleted_at, conflict)
     VALUES (@id, @tail, @revision, @stamp, @writtenAt, @changedAt, @title, @text, @reflection, @night, @nightId, @nap,
       @dreamtAt, @zone, @mood, @vividness, @lucidity, @technique, @trigger, @nightmare, @recurring, @fragment, @deletedAt, 0)`,
  )
  const words = db.prepare('INSERT INTO dream_search (rowid, title, body, reflection) VALUES (?, ?, ?, ?)')
  const tag = db.prepare(
    'INSERT INTO tag (name, folded) VALUES (?, ?) ON CONFLICT (folded) DO UPDATE SET name = name RETURNING seq',
  )
  const link = db.prepare('INSERT INTO dream_tag (dream_seq, tag_seq) VALUES (?, ?)')

  return function write(line) {
    const { lastInsertRowid: seq } = dream.run({
      ...line,
      tail: line.id.slice(-12).split('').toReversed().join(''),
      nap: Number(line.nap),
      nightmare: Number(line.nightmare),
      recurring: Number(line.recurring),
      fragment: Number(line.fragment),
      tags: undefined,
      versions: undefined,
      conflict: undefined,
    })
    words.run(seq, line.title ?? '', line.text, line.reflection ?? '')
    for (const name of line.tags) link.run(seq, tag.get(name, name).seq)
  }
}
