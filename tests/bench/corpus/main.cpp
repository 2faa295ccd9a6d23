// bench-corpus: makes keyword rules and customers' messages for a measurement, the same ones for the same seed. Writes
//   rules-N.toml   fenqun's rule file        rules-N.json   the same rules for the peers
//   corpus-N.tsv   messages for onebot-load: text, TAB, 1 when a reply is due
// or, with --try, what try_files.hpp names.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/bench/corpus/maker.hpp"
#include "tests/bench/corpus/try_files.hpp"

namespace {

using fenqun::bench::KeywordRule;
using fenqun::bench::Text;

void write_toml(std::ostream& out, const std::vector<KeywordRule>& rules) {
  out << "# Made by bench-corpus.\n";
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const KeywordRule& rule = rules[i];
    out << "\n[[rule]]\nid = \"r" << i + 1 << "\"\nwhen = 'text has \"" << rule.keyword << "\"'\nthen = [\"tag "
        << rule.tag << '"';
    if (!rule.reply.empty()) out << ", 'reply \"" << rule.reply << "\"'";
    out << "]\n";
  }
}

void write_json(std::ostream& out, const std::vector<KeywordRule>& rules) {
  nlohmann::json list = nlohmann::json::array();
  for (const auto& rule : rules) {
    nlohmann::json entry{{"keyword", rule.keyword}, {"tag", rule.tag}};
    if (!rule.reply.empty()) entry["reply"] = rule.reply;
    list.push_back(std::move(entry));
  }
  out << list.dump(0) << '\n';
}

void write_messages(std::ostream& out, const std::vector<Text>& messages) {
  for (const auto& message : messages) out << message.text << '\t' << (message.reply_due ? 1 : 0) << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  fenqun::bench::Wish wish;
  std::string folder = ".";
  CLI::App app("Makes keyword rules and messages for onebot-load, the same ones for the same seed");
  app.add_option("--rules", wish.rules, "how many, 1 % of them (at least 5) with a reply")
      ->check(CLI::Range(10, 100000));
  app.add_option("--lines", wish.lines, "how many messages")->check(CLI::Range(1, 10'000'000));
  app.add_option("--reply-share", wish.reply_share, "of the messages are due a reply")->check(CLI::Range(0.0, 1.0));
  app.add_option("--seed", wish.seed, "of everything")->capture_default_str();
  app.add_option("--out", folder, "where to write")->capture_default_str();
  bool for_try = false;
  app.add_flag("--try", for_try, "files for measuring `fenqun try`: rules of 5 to 20 keywords");
  CLI11_PARSE(app, argc, argv);

  std::filesystem::create_directories(folder);
  if (for_try) return fenqun::bench::write_try_files({wish.rules, wish.lines, wish.seed}, folder) ? 0 : 1;
  const auto made = fenqun::bench::make_corpus(wish);
  const std::string number = std::to_string(wish.rules);
  const auto file = [&](const std::string& name) { return std::ofstream(std::filesystem::path(folder) / name); };
  auto toml = file("rules-" + number + ".toml");
  auto json = file("rules-" + number + ".json");
  auto messages = file("corpus-" + number + ".tsv");
  write_toml(toml, made.rules);
  write_json(json, made.rules);
  write_messages(messages, made.messages);
  std::cerr << made.rules.size() << " rules, " << made.messages.size() << " messages\n";
  return toml.good() && json.good() && messages.good() ? 0 : 1;
}
