#include "tests/rules/packs/score.hpp"

#include <algorithm>

namespace fenqun::rules::packs {
namespace {

void count(const Due& due, const Tags& given, bool strict, Score& out) {
  Tags right;
  Tags fine(due.allowed.begin(), due.allowed.end());
  for (const auto& alternatives : due.tags) {
    const auto found = std::find_if(alternatives.begin(), alternatives.end(),
                                    [&](const std::string& tag) { return given.contains(tag); });
    if (found == alternatives.end()) {
      ++out.tags[alternatives.front()].missed;
    } else {
      ++out.tags[*found].right;
    }
    for (const auto& tag : alternatives) (given.contains(tag) ? right : fine).insert(tag);
  }
  for (const auto& tag : given) {
    const auto known = out.tags.find(tag);
    if (known == out.tags.end() || right.contains(tag) || (!strict && fine.contains(tag))) continue;
    ++known->second.wrong;
  }
}

}  // namespace

double Counts::f1() const {
  const auto all = 2 * right + wrong + missed;
  return all == 0 ? 0 : 2.0 * static_cast<double>(right) / static_cast<double>(all);
}

double Score::macro_f1() const {
  double sum = 0;
  std::size_t count = 0;
  for (const auto& [tag, counts] : tags) {
    if (counts.right + counts.wrong + counts.missed == 0) continue;
    sum += counts.f1();
    ++count;
  }
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

Score score(const std::vector<Row>& rows, const Labels& labels, bool strict, const std::vector<Tags>& given) {
  Score out;
  for (const auto& tag : labels.tags()) out.tags[tag];
  for (std::size_t i = 0; i < rows.size(); ++i) count(labels.due(rows[i]), given.at(i), strict, out);
  return out;
}

}  // namespace fenqun::rules::packs
