// fenqun export: what is committed, beside a running bot, one at a time.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "bot/cli/export_rows.hpp"
#include "bot/cli/new_file.hpp"
#include "bot/cli/show_problem.hpp"
#include "bot/cli/subcommands.hpp"
#include "bot/problems.hpp"
#include "storage/store.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t gathered_bytes = 256 * 1024;

struct Options {
  std::string what;
  std::string format = "jsonl";
  std::string config = "fenqun.toml";
  std::string output;
  bool raw = false;
  bool byte_order_mark = false;
};

ExportWhat what_of(const std::string& word) {
  if (word == "messages") return ExportWhat::messages;
  return word == "customers" ? ExportWhat::customers : ExportWhat::tags;
}

// Rows on their way out: gathered, then written.
class Rows {
 public:
  explicit Rows(std::ostream& to) : to_(to) {}
  std::string& text() { return text_; }
  // False when the other end is gone.
  bool pass() {
    if (text_.size() >= gathered_bytes) write();
    return static_cast<bool>(to_);
  }
  bool finish() {
    write();
    return static_cast<bool>(to_.flush());
  }

 private:
  void write() {
    to_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
  }
  std::ostream& to_;
  std::string text_;
};

Result<void> export_rows(storage::Reader& reader, ExportWhat what, const ExportStyle& style, Reasons& reasons,
                         Rows& rows) {
  append_header(what, style, rows.text());
  if (what == ExportWhat::messages) {
    return reader.each_message([&](const storage::ExportedMessage& message) {
      append_message(message, style, rows.text());
      return rows.pass();
    });
  }
  return reader.each_customer([&](const Profile& customer) {
    if (what == ExportWhat::customers) {
      append_customer(customer, style, rows.text());
    } else {
      append_tags(customer, style, reasons, rows.text());
    }
    return rows.pass();
  });
}

Result<void> export_to(storage::Reader& reader, const Options& options, Language language, std::ostream& to) {
  const ExportStyle style{options.format == "csv", !options.raw};
  Reasons reasons(language);
  Rows rows(to);
  if (style.csv && options.byte_order_mark) rows.text() += "\xEF\xBB\xBF";
  if (auto done = export_rows(reader, what_of(options.what), style, reasons, rows); !done) return done.error();
  if (rows.finish()) return {};
  return Problem(problems::cannot_write, {options.output.empty() ? "stdout" : options.output, "EIO"});
}

int export_all(const Options& options, const Call& call) {
  auto& terminal = call.terminal;
  const auto fail = [&](const Problem& problem) {
    terminal.err << show(problem, call.language);
    return int{failed};
  };
  const auto loaded = load_config(options.config, terminal.environment);
  if (!loaded.ok()) {
    show_all(loaded.problems, call.language, terminal.err);
    return failed;
  }
  auto reader = storage::open_reader(loaded.config.store_url);
  if (!reader) return fail(reader.error());
  if (options.output.empty()) {
    const auto written = export_to(*reader.value(), options, call.language, terminal.out);
    return written ? int{done} : fail(written.error());
  }
  auto file = ReplacedFile::begin(options.output);
  if (!file) return fail(file.error());
  if (auto written = export_to(*reader.value(), options, call.language, file->stream()); !written)
    return fail(written.error());
  const auto kept = file->keep();
  return kept ? int{done} : fail(kept.error());
}

}  // namespace

void add_export(CLI::App& app, Call& call) {
  const auto say = [&](const Bilingual& text) { return std::string(text.in(call.language)); };
  auto options = std::make_shared<Options>();
  auto* sub = add_subcommand(
      app, call, "export",
      {"导出消息、顾客或标签,不打扰正在运行的机器人", "Export messages, customers or tags beside a running bot"});
  sub->add_option("what", options->what, say({"messages、customers 或 tags", "messages, customers or tags"}))
      ->required()
      ->check(CLI::IsMember({"messages", "customers", "tags"}))
      ->option_text("messages|customers|tags");
  sub->add_option("--format", options->format, say({"jsonl(默认)或 csv", "jsonl, the default, or csv"}))
      ->check(CLI::IsMember({"jsonl", "csv"}))
      ->option_text("jsonl|csv");
  sub->add_option("-c,--config", options->config,
                  say({"配置文件,默认 fenqun.toml", "Configuration, fenqun.toml by default"}));
  sub->add_option("-o,--output", options->output,
                  say({"写到这个文件,写完才替换旧的", "To this file, replaced when all is written"}));
  sub->add_flag(
      "--raw", options->raw,
      say({"CSV 里不在 = + - @ 开头的格子前加撇号", "No apostrophe before CSV cells that begin with = + - @"}));
  sub->add_flag("--bom", options->byte_order_mark,
                say({"CSV 开头加 UTF-8 标记,给 Excel 用", "A UTF-8 mark before CSV, for Excel"}));
  sub->callback([options, &call] { call.action = [options, &call] { return export_all(*options, call); }; });
}

}  // namespace fenqun::bot
