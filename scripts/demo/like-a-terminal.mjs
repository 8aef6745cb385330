/**
 * Loaded before the command (`node --import`): it prints as it does on a terminal of 80 columns, wherever that goes.
 */
import process from 'node:process'

Object.assign(process.stdout, { isTTY: true, columns: 80, rows: 40 })
