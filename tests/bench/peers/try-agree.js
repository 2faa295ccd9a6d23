// Whether outputs of `fenqun try` and of the peers give the same tags for each id: try-agree.js OUTPUT OUTPUT …
import fs from 'node:fs'

const read = file =>
  new Map(fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => {
    const { id, tags } = JSON.parse(line)
    return [id, [...tags].sort().join(' ')]
  }))

const [first, ...others] = process.argv.slice(2)
const expected = read(first)
let different = 0
for (const other of others) {
  const there = read(other)
  if (there.size !== expected.size) throw new Error(`${other}: ${there.size} lines instead of ${expected.size}`)
  for (const [id, tags] of expected) {
    if (there.get(id) === tags) continue
    if (++different <= 5) console.error(`${other}, id ${id}: "${there.get(id)}" instead of "${tags}"`)
  }
}
const tagged = [...expected.values()].filter(Boolean).length
console.error(`${expected.size} lines, ${tagged} with tags, ${different} differences`)
process.exit(different === 0 ? 0 : 1)
