// F1 by tag, and its mean over the tags that can be due.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "tests/rules/packs/labelled.hpp"
#include "tests/rules/packs/taggers.hpp"

namespace fenqun::rules::packs {

struct Counts {
  std::size_t right = 0;
  std::size_t wrong = 0;
  std::size_t missed = 0;

  double f1() const;
};

struct Score {
  std::map<std::string, Counts> tags;
  double macro_f1() const;  // over the tags that were due or given at least once
};

// `given`: what was said of each row. `strict`: what is merely allowed counts as wrong.
Score score(const std::vector<Row>& rows, const Labels& labels, bool strict, const std::vector<Tags>& given);

}  // namespace fenqun::rules::packs
