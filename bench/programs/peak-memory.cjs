// Loaded before the program that is measured (see measure.mjs).
process.on('exit', () => {
  const { writeFileSync } = process.getBuiltinModule('node:fs')
  writeFileSync(process.env.BENCH_PEAK_MEMORY, String(process.resourceUsage().maxRSS))
})
