const EACH = 20

/**
 * What to search a made journal for, each query in the journal's words (`ours`) and in FTS5's (`theirs`): words by how
 * many dreams hold them, two words that stand beside each other, the first letters of a word, and what is hardest.
 */
export function findQueries(db) {
  db.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab(main, dream_search, row)')
  const { dreams } = db.prepare('SELECT count(*) AS dreams FROM dream').get()
  const between = (from, to) =>
    db
      .prepare('SELECT term FROM temp.word WHERE doc BETWEEN ? AND ? AND length(term) > 4 ORDER BY term')
      .pluck()
      .all(dreams * from, dreams * to)
  const percent = spread(between(0.006, 0.01))
  return {
    rare: spread(between(0.00002, 0.0005)).map(word),
    percent: percent.map(word),
    phrase: spread(neighbours(db)).map((text) => ({ ours: `"${text}"`, theirs: `"${text}"` })),
    prefix: percent.map((term) => ({ ours: `${term.slice(0, 4)}*`, theirs: `"${term.slice(0, 4)}"*` })),
    any: ['the', 'th*', 'a*', 'sa*', '"of the"', 'the and of', 'the OR and', 'the -sea', 'the tag:tag1'],
  }
}

function word(term) {
  return { ours: term, theirs: `"${term}"` }
}

/** Two words from within a sentence, out of dreams all over the journal. */
function neighbours(db) {
  return db
    .prepare('SELECT text FROM dream WHERE seq % 997 = 1')
    .pluck()
    .all()
    .flatMap((text) => text.match(/[a-z]{5,} [a-z]{5,}/)?.slice(0, 1) ?? [])
}

function spread(values) {
  const step = Math.max(1, Math.floor(values.length / EACH))
  return values.filter((_, index) => index % step === 0).slice(0, EACH)
}
