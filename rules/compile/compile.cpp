// compile(): files -> definitions -> program (build.hpp). Stops before the next stage when a stage found a mistake, so
// that nothing is told twice.
#include <sodium.h>

#include <algorithm>

#include "rules/compile/build.hpp"
#include "rules/language/parse.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"
#include "rules/ruleset.hpp"

namespace fenqun::rules {
namespace {

// By file as they were given, then by place; what has no place comes last.
void put_in_order(std::span<const Source> sources, Problems& problems) {
  const auto rank = [&](const Problem& problem) {
    const auto& file = problem.location().file;
    return std::find_if(sources.begin(), sources.end(), [&](const Source& s) { return s.name == file; }) -
           sources.begin();
  };
  std::stable_sort(problems.begin(), problems.end(), [&](const Problem& a, const Problem& b) {
    const auto left = std::tuple(rank(a), a.location().line, a.location().column);
    return left < std::tuple(rank(b), b.location().line, b.location().column);
  });
  if (problems.size() <= max_problems) return;
  const auto more = std::to_string(problems.size() - max_problems);
  problems.resize(max_problems);
  problems.emplace_back(problems::more_problems, Args{more});
}

std::string digest_of(std::span<const Source> sources) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, 32);
  const auto feed = [&](const std::string& text) {
    const auto size = std::to_string(text.size()) + ":";
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(size.data()), size.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  };
  for (const auto& source : sources) {
    feed(source.name);
    feed(source.text);
  }
  std::array<unsigned char, 32> hash{};
  crypto_generichash_final(&state, hash.data(), hash.size());
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const auto byte : hash) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::vector<file::Document> read_all(std::span<const Source> sources, Problems& problems) {
  std::vector<file::Document> out;
  out.reserve(sources.size());
  for (const auto& source : sources) {
    if (out.size() == max_files) {
      problems.emplace_back(problems::too_many, Args{"files", std::to_string(max_files)});
      break;
    }
    out.emplace_back(source, problems);
  }
  return out;
}

}  // namespace

Compiled compile(std::span<const Source> sources) {
  Compiled out;
  const auto documents = read_all(sources, out.problems);
  file::Definitions definitions;
  for (const auto& document : documents) file::load(document, definitions, out.problems);
  file::resolve(definitions, out.problems);
  if (!compiler::any_error(out.problems)) {
    if (auto set = compiler::build(definitions, out.problems)) {
      set->digest = digest_of(sources);
      out.rules = std::move(set);
    }
  }
  put_in_order(sources, out.problems);
  return out;
}

std::vector<TestCase> tests_of(std::span<const Source> sources, Problems& problems) {
  std::vector<TestCase> out;
  Problems elsewhere;  // compile() tells what is wrong outside the tests
  for (const auto& document : read_all(sources, elsewhere)) {
    const auto* tests = document.root().find("test");
    if (tests != nullptr) file::load_tests(document, *tests, out, problems);
  }
  return out;
}

Result<std::string> reprint_condition(std::string_view text, Language language) {
  language::Mistakes mistakes;
  const auto parsed = language::parse_condition(text, mistakes);
  if (parsed.sound) return language::print(parsed.tree, language);
  for (auto& mistake : mistakes) {
    if (mistake.problem.warning()) continue;
    Location at;
    at.line = 1;
    at.column = static_cast<std::uint32_t>(code_points(text.substr(0, mistake.span.offset)) + 1);
    at.length = static_cast<std::uint32_t>(
        std::max<std::size_t>(1, code_points(text.substr(mistake.span.offset, mistake.span.length))));
    at.source_line = std::string(text);
    return std::move(mistake.problem).at(std::move(at));
  }
  return Problem(problems::expected_condition);
}

}  // namespace fenqun::rules
