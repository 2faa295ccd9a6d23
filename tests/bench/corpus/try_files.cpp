#include "tests/bench/corpus/try_files.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/bench/corpus/maker.hpp"

namespace fenqun::bench {
namespace {

constexpr std::size_t fewest = 5, most = 20;  // keywords of a rule

struct TryRule {
  std::string id, tag;
  std::vector<std::string> keywords;
};

std::size_t keywords_of(std::size_t rule) {
  return fewest + rule * 7 % (most - fewest + 1);
}

std::vector<TryRule> group(const std::vector<KeywordRule>& words, std::size_t rules) {
  std::vector<TryRule> out;
  auto next = words.begin();
  for (std::size_t i = 0; i < rules; ++i) {
    TryRule rule{"r" + std::to_string(i + 1), "t" + std::to_string(i + 1), {}};
    for (auto left = keywords_of(i); left > 0; --left) rule.keywords.push_back((next++)->keyword);
    out.push_back(std::move(rule));
  }
  return out;
}

void write_toml(std::ostream& out, const std::vector<TryRule>& rules) {
  out << "# Made by bench-corpus.\n";
  for (const auto& rule : rules) {
    out << "\n[[rule]]\nid = \"" << rule.id << "\"\nwhen = \"text has any (";
    for (const auto& keyword : rule.keywords) out << (&keyword == rule.keywords.data() ? "" : " ") << keyword;
    out << ")\"\nthen = \"tag " << rule.tag << "\"\n";
  }
}

void write_json(std::ostream& out, const std::vector<TryRule>& rules) {
  auto list = nlohmann::json::array();
  for (const auto& rule : rules) list.push_back({{"rule", rule.id}, {"tag", rule.tag}, {"keywords", rule.keywords}});
  out << list.dump(0) << '\n';
}

}  // namespace

bool write_try_files(const TryWish& wish, const std::filesystem::path& folder) {
  std::size_t words = 0;
  for (std::size_t i = 0; i < wish.rules; ++i) words += keywords_of(i);
  const auto made = make_corpus({.rules = words, .lines = wish.lines, .seed = wish.seed});
  const auto rules = group(made.rules, wish.rules);
  const auto name = "try-" + std::to_string(wish.rules);
  std::ofstream toml(folder / (name + ".toml")), json(folder / (name + ".json")), lines(folder / "try.jsonl");
  write_toml(toml, rules);
  write_json(json, rules);
  for (std::size_t i = 0; i < made.messages.size(); ++i) {
    lines << "{\"id\":" << i + 1 << ",\"text\":\"" << only_hanzi(made.messages[i].text) << "\"}\n";
  }
  return toml.flush().good() && json.flush().good() && lines.flush().good();
}

}  // namespace fenqun::bench
