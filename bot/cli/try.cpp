// fenqun try: JSON lines through the rules, in order. No network, no store.
#include <CLI/CLI.hpp>
#include <istream>
#include <limits>
#include <memory>
#include <ostream>

#include "bot/cli/rules_input.hpp"
#include "bot/cli/show_problem.hpp"
#include "bot/cli/subcommands.hpp"
#include "bot/cli/try_line.hpp"
#include "bot/problems.hpp"
#include "bot/problems_activation.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t output_bytes = 64 * 1024;  // gathered before they are written, while more input is waiting

// The lines of a stream, one after the other, of bounded length.
class Lines {
 public:
  explicit Lines(std::istream& in) : in_(in), buffer_(max_try_line + 2) {}

  enum class Got { line, too_long, end };
  Got next() {
    ++number_;
    in_.getline(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    length_ = static_cast<std::size_t>(in_.gcount());
    if (in_.bad() || (in_.fail() && length_ == 0)) return Got::end;
    if (in_.fail() && !in_.eof()) {  // the buffer is full
      in_.clear();
      in_.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
      return Got::too_long;
    }
    if (!in_.eof()) --length_;  // the '\n' counts in gcount
    return Got::line;
  }
  std::string_view line() const { return {buffer_.data(), length_}; }
  std::uint32_t number() const { return number_; }
  // Whether reading on would wait: the moment to hand out what is ready.
  bool waits() { return in_.rdbuf()->in_avail() <= 0; }

 private:
  std::istream& in_;
  std::vector<char> buffer_;
  std::size_t length_ = 0;
  std::uint32_t number_ = 0;
};

bool blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

struct Options {
  std::vector<std::string> files;
  std::string timezone;
  std::string why_not;
};

// What the options say about it; a Problem when they name what there is not.
Result<void> set_up(const Options& options, const rules::RuleSet& rules, Trier& trier) {
  if (!options.timezone.empty()) {
    auto zone = rules::TimeZone::find(options.timezone);
    if (!zone) return zone.error();
    trier.use_zone(std::move(*zone));
  }
  if (options.why_not.empty()) return {};
  const auto* rule = rules.find(options.why_not);
  if (rule == nullptr) return Problem(problems::no_such_rule, {options.why_not});
  trier.explain_absence_of(static_cast<std::uint32_t>(rule - rules.rules.data()));
  return {};
}

int try_lines(const Options& options, const Call& call) {
  auto& terminal = call.terminal;
  const auto input = read_rules(options.files, call);
  if (!input.rules) return failed;
  Trier trier(input.rules, call.language, terminal.now);
  if (const auto ready = set_up(options, *input.rules, trier); !ready) {
    terminal.err << show(ready.error(), call.language);
    return failed;
  }
  TryReader reader;
  TryLine line;
  Lines lines(terminal.in);
  std::string out;
  bool all_good = true;
  for (auto got = lines.next(); got != Lines::Got::end; got = lines.next()) {
    std::optional<Problem> problem;
    if (got == Lines::Got::too_long) {
      problem = Problem(problems::input_too_long, {std::to_string(max_try_line)});
    } else if (!blank(lines.line())) {
      problem = reader.read(lines.line(), line);
      if (!problem) problem = trier.answer(line, out);
    }
    if (problem) {
      all_good = false;
      terminal.err << show(std::move(*problem).at({"stdin", lines.number(), 1, 1, {}}), call.language);
    }
    if (out.size() >= output_bytes || (!out.empty() && lines.waits())) {
      terminal.out.write(out.data(), static_cast<std::streamsize>(out.size())).flush();
      if (!terminal.out) return failed;  // nobody reads any more
      out.clear();
    }
  }
  terminal.out << out;
  return all_good ? done : failed;
}

}  // namespace

void add_try(CLI::App& app, Call& call) {
  const auto say = [&](const Bilingual& text) { return std::string(text.in(call.language)); };
  auto options = std::make_shared<Options>();
  auto* sub = add_subcommand(app, call, "try",
                             {"用规则试标准输入的消息:每行 {id, text, customer?, at?}",
                              "Try rules on the messages of standard input: {id, text, customer?, at?} a line"});
  sub->add_option("--rules", options->files,
                  call.language == Language::zh ? "规则文件,可以给多个" : "Rule files, one or more")
      ->required();
  sub->add_option(
      "--timezone", options->timezone,
      say({"规则按哪个时区算,默认 Asia/Shanghai", "Whose local time rules read, Asia/Shanghai by default"}));
  sub->add_option("--why-not", options->why_not,
                  say({"也说出这条规则还差什么", "Also tell what this rule lacks, by its id"}));
  sub->callback([options, &call] { call.action = [options, &call] { return try_lines(*options, call); }; });
}

}  // namespace fenqun::bot
