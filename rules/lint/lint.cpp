#include "rules/lint.hpp"

#include <algorithm>

#include "rules/file/definitions.hpp"
#include "rules/limits.hpp"
#include "rules/lint/checks.hpp"

namespace fenqun::rules {
namespace {

bool any_error(const Problems& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const Problem& p) { return !p.warning(); });
}

std::vector<file::Document> read_all(std::span<const Source> sources, Problems& problems) {
  std::vector<file::Document> out;
  out.reserve(sources.size());
  for (const auto& source : sources) {
    if (out.size() == max_files) break;
    out.emplace_back(source, problems);
  }
  return out;
}

void put_in_order(std::span<const Source> sources, Problems& problems) {
  const auto rank = [&](const Problem& problem) {
    const auto& name = problem.location().file;
    return std::find_if(sources.begin(), sources.end(), [&](const Source& s) { return s.name == name; }) -
           sources.begin();
  };
  std::stable_sort(problems.begin(), problems.end(), [&](const Problem& a, const Problem& b) {
    const auto left = std::tuple(rank(a), a.location().line, a.location().column);
    return left < std::tuple(rank(b), b.location().line, b.location().column);
  });
}

// What cannot be read says nothing about what it means.
Problems advice(std::span<const Source> sources) {
  Problems broken;
  Problems out;
  const auto documents = read_all(sources, broken);
  file::Definitions definitions;
  for (const auto& document : documents) file::load(document, definitions, broken);
  file::resolve(definitions, broken);
  if (any_error(broken)) return out;
  linting::Words words(definitions);
  linting::Book book{definitions, words, out};
  linting::check_single_rules(book);
  linting::check_pairs_of_rules(book);
  linting::check_words(book);
  linting::check_names(book);
  if (out.size() > max_problems) out.resize(max_problems);
  return out;
}

}  // namespace

Problems lint(std::span<const Source> sources) {
  auto problems = compile(sources).problems;
  auto more = advice(sources);
  std::move(more.begin(), more.end(), std::back_inserter(problems));
  put_in_order(sources, problems);
  return problems;
}

}  // namespace fenqun::rules
