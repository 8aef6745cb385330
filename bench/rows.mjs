import { sizeOf } from './journals.mjs'

const IN_E0 = 'E0'
const IN_RAW = 'RAW'
const MB = 1_000_000

/** Each row of the table, or a few that are measured together. `name` is what --only picks by. */
export const ROWS = [
  { name: 'version,help', measure: measureHelp },
  { name: 'list', measure: measureList },
  { name: 'add', measure: measureAdd },
  { name: 'search', measure: measureSearch },
  { name: 'page,query', measure: measureInProcess },
  { name: 'plans', measure: measurePlans },
  { name: 'import,size', measure: measureImport },
]

async function measureHelp({ cli, empty, ratio }) {
  return [
    { what: '--version', aim: 1.2, measured: ratio(cli('--version'), empty), unit: IN_E0 },
    { what: '--help', aim: 1.8, measured: ratio(cli('--help'), empty), unit: IN_E0 },
  ]
}

async function measureList(place) {
  const { cli, program, empty, ratio, memory, largest } = place
  const list = (journal) => cli('list', '--limit', '10', '--journal', journal)
  const sizes = [1000, 10_000, largest]
  const rows = []
  for (const count of sizes) {
    const journal = await place.journal(count)
    const floor = ratio(program('raw-list.mjs', journal), empty)
    rows.push({
      what: `list, newest 10 of ${inThousands(count)}`,
      aim: 2.4,
      measured: ratio(list(journal), empty),
      unit: IN_E0,
      note: `RAW ${floor.toFixed(2)}`,
    })
  }
  const [small, , large] = await Promise.all(sizes.map((count) => place.journal(count)))
  return [
    ...rows,
    { what: `list, ${inThousands(largest)} ÷ 1k`, aim: 1.1, measured: ratio(list(large), list(small)) },
    { what: 'list, peak memory', aim: 1.4, measured: memory(list(large)) / memory(empty), unit: IN_E0 },
  ]
}

async function measureAdd(place) {
  const { cli, program, empty, ratio } = place
  const [ours, theirs] = [await place.copy(10_000), await place.copy(10_000)]
  const floor = ratio(program('raw-add.mjs', theirs), empty)
  const measured = ratio(cli('add', 'A door in the sea.', '--tag', 'sea', '--journal', ours), empty)
  return [{ what: 'add, on disk', aim: 2.6, measured, unit: IN_E0, note: `RAW ${floor.toFixed(2)}` }]
}

async function measureSearch(place) {
  const { cli, program, empty, ratio, run, largest } = place
  const journal = await place.journal(largest)
  const { percent, any } = JSON.parse(place.must(program('print-queries.mjs', journal)))
  const search = (query) => cli('search', query, '--limit', '20', '--journal', journal)
  const [{ ours, theirs }] = percent
  const what = `search, a word in ≤ 1 % of ${inThousands(largest)}`
  if (run(search(ours)).status !== 0)
    return [
      { what, aim: 2.5, measured: null },
      { what: 'search, any', aim: 3.2, measured: null },
    ]
  const floor = ratio(program('raw-search.mjs', journal, theirs), empty)
  const each = any.map((query) => ({ query, ratio: ratio(search(query), empty, Math.ceil(place.pairs / 3)) }))
  const worst = worstOf(each)
  return [
    { what, aim: 2.5, measured: ratio(search(ours), empty), unit: IN_E0, note: `RAW ${floor.toFixed(2)}` },
    { what: 'search, any: the worst', aim: 3.2, measured: worst.ratio, unit: IN_E0, note: worst.query },
  ]
}

async function measureInProcess(place) {
  const journal = await place.journal(place.largest)
  const command = place.program('in-process.mjs', place.core, journal, String(place.pairs))
  const found = JSON.parse(place.must(command))
  const worst = found.any ? worstOf(found.any) : { ratio: null, query: '' }
  const ofRaw = (what, measured = null) => ({ what: `in process, ${what}`, aim: 1.4, measured, unit: IN_RAW })
  return [
    { what: 'in process, a page of 50', aim: 1.6, measured: found.page, unit: IN_RAW },
    { what: 'in process, a page at 90 % ÷ first', aim: 1.5, measured: found.deepPage },
    ofRaw('a rare word', found.rare),
    ofRaw('a word in 1 %', found.percent),
    ofRaw('a phrase', found.phrase),
    ofRaw('four letters*', found.prefix),
    {
      what: 'in process, any query: the worst',
      aim: 0.5,
      measured: worst.ratio,
      unit: 'RAW “the” ranked',
      note: worst.query,
    },
  ]
}

async function measurePlans(place) {
  const journal = await place.copy(place.largest)
  const { selects, changed } = JSON.parse(place.must(place.program('plans.mjs', place.core, journal)))
  const note = [`${selects} selects`, ...changed].join(' · ')
  return [{ what: 'plans that ANALYZE changes', aim: 0, measured: changed.length, note }]
}

async function measureImport(place) {
  const { cli, program, cpu, memory, quick, largest } = place
  const { path, textBytes } = await place.lines(largest)
  const into = (command) => {
    const journal = place.emptyJournal()
    const used = command(journal)
    const size = sizeOf(journal)
    place.remove(journal)
    return { used, size }
  }
  const ours = (journal) => cli('import', path, '--journal', journal)
  const ratios = []
  for (let pair = 0; pair < (quick ? 1 : 3); pair++) {
    const mine = into((journal) => cpu(ours(journal)))
    const theirs = into((journal) => cpu(program('raw-import.mjs', journal, path)))
    ratios.push({ ratio: theirs.used / mine.used, rows: (largest / mine.used) * 1000, size: mine.size })
  }
  const [, middle = ratios[0]] = ratios.toSorted((a, b) => a.ratio - b.ratio)
  const peak = into((journal) => memory(ours(journal))).used
  return [
    {
      what: `import of ${inThousands(largest)} JSON Lines, rows/s`,
      aim: 0.5,
      atLeast: true,
      measured: middle.ratio,
      unit: IN_RAW,
      note: `${Math.round(middle.rows / 100) / 10}k rows a CPU second`,
    },
    { what: 'import, peak memory', aim: 300, measured: peak / MB, unit: 'MB' },
    { what: 'file size ÷ text', aim: 2.3, measured: middle.size / textBytes },
  ]
}

function worstOf(each) {
  return each.toSorted((a, b) => b.ratio - a.ratio)[0]
}

function inThousands(count) {
  return `${count / 1000}k`
}
