// The way a plugin's author who measures writes it: one automaton (npm: ahocorasick) for all keywords.
import AhoCorasick from 'ahocorasick'
import { run } from './try-work.js'

run(rules => {
  const rulesOf = new Map()
  for (const rule of rules) {
    for (const keyword of rule.keywords) rulesOf.set(keyword, [...(rulesOf.get(keyword) ?? []), rule])
  }
  const automaton = new AhoCorasick([...rulesOf.keys()])
  return text => {
    const found = new Map()
    for (const [, keywords] of automaton.search(text)) {
      for (const keyword of keywords) {
        for (const rule of rulesOf.get(keyword)) {
          const known = found.get(rule)
          if (!known) found.set(rule, { rule: rule.rule, tag: rule.tag, matches: [keyword] })
          else if (!known.matches.includes(keyword)) known.matches.push(keyword)
        }
      }
    }
    return [...found.values()]
  }
})
