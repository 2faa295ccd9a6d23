#include "bot/redecide/report.hpp"

#include <algorithm>

#include "adapters/json_out.hpp"
#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t sample_columns = 48;  // of a message
constexpr std::size_t summed_up = 6;        // tags and groups in one line

constexpr Bilingual nobody{"没有标签和分组会变\n", "no tag and no group would change\n"};
constexpr Bilingual counted{"{1} 位客户中 {0} 位有变化\n", "{0} of {1} customers change\n"};
constexpr Bilingual counted_short{"{1} 位客户中 {0} 位有变化", "{0} of {1} customers change"};
constexpr Bilingual group_word{"分组 {0}", "group {0}"};
constexpr Bilingual more_word{"……", "…"};

// The message behind a reason; time alone has none.
const storage::ExportedMessage* message_of(const Evidence& why, std::span<const storage::ExportedMessage> history) {
  if (why.event.account.empty()) return nullptr;
  const auto found = std::find_if(history.begin(), history.end(), [&](const auto& m) { return m.key == why.event; });
  return found == history.end() ? nullptr : &*found;
}

std::string difference_text(std::int64_t gained, std::int64_t lost) {
  return "+" + std::to_string(gained) + " -" + std::to_string(lost);
}

}  // namespace

std::vector<RedecideReport::Line> RedecideReport::lines_of(const Redecided& redecided) {
  std::vector<Line> out;
  const auto& before = redecided.before;
  const auto add = [&](char sign, const std::string& name, const By& by, const Evidence& why) {
    Line line{sign, name, by.id, why.event.account, why.event.native_id, {}};
    if (const auto* message = message_of(why, redecided.history)) line.text = message->text;
    out.push_back(std::move(line));
  };
  for (const auto& change : redecided.what.changes) {
    if (const auto* gain = std::get_if<AddTag>(&change)) {
      const bool known = before.has_tag(gain->tag);
      add(known ? '~' : '+', gain->tag, gain->state.by, gain->state.why);
      if (!known) ++tags_[gain->tag].gained;
    } else if (const auto* loss = std::get_if<DropTag>(&change)) {
      add('-', loss->tag, loss->by, before.tags.at(loss->tag).why);
      ++tags_[loss->tag].lost;
    } else if (const auto* move = std::get_if<MoveTo>(&change)) {
      const auto from = before.group ? before.group->group : std::string();
      const auto& to = move->membership;
      add(from == to.group ? '~' : '>', to.group, to.by, to.why);
      if (from == to.group) continue;
      if (!from.empty()) ++groups_[from].lost;
      if (!to.group.empty()) ++groups_[to.group].gained;
    }
  }
  return out;
}

std::string RedecideReport::add(const Redecided& redecided) {
  const auto lines = lines_of(redecided);
  if (lines.empty()) return {};
  ++touched_;
  return json_ ? json(redecided, lines) : text(redecided, lines);
}

std::string RedecideReport::text(const Redecided& redecided, const std::vector<Line>& lines) const {
  const auto& before = redecided.before;
  auto out = escaped(to_string(before.key));
  if (!before.name.empty()) out += "  " + escaped(before.name);
  out += "\n";
  const auto none = language_ == Language::zh ? "(无)" : "(none)";
  for (const auto& line : lines) {
    out += "  ";
    if (line.sign == '>') {
      out += escaped(before.group ? before.group->group : none) + " > ";
    } else {
      out += line.sign;
      out += ' ';
    }
    out += line.name.empty() ? none : escaped(line.name);
    out += "  " + escaped(line.rule);
    if (!line.text.empty()) {
      const auto sample = cut_to_width(escaped(line.text), sample_columns);
      out += language_ == Language::zh ? "  「" + sample + "」" : "  “" + sample + "”";
    }
    out += "\n";
  }
  return out;
}

std::string RedecideReport::json(const Redecided& redecided, const std::vector<Line>& lines) const {
  const auto& before = redecided.before;
  adapters::JsonOut json;
  json.open_object().key("customer").string(to_string(before.key)).key("name").string(before.name);
  const auto group = std::find_if(lines.begin(), lines.end(), [](const Line& line) { return line.sign == '>'; });
  if (group != lines.end()) {
    json.key("from").string(before.group ? before.group->group : "").key("to").string(group->name);
  }
  json.key("changes").open_array();
  for (const auto& line : lines) {
    json.open_object().key("sign").string(std::string(1, line.sign)).key("name").string(line.name);
    json.key("rule").string(line.rule).key("account").string(line.account).key("message").string(line.message);
    json.key("text").string(line.text).close_object();
  }
  json.close_array().close_object();
  return std::move(json).text() + "\n";
}

std::string RedecideReport::totals(std::size_t customers) const {
  if (json_) {
    adapters::JsonOut json;
    json.open_object().key("customers").integer(static_cast<std::int64_t>(customers));
    json.key("changed").integer(static_cast<std::int64_t>(touched_));
    for (const auto& [name, sums] : {std::pair("tags", &tags_), std::pair("groups", &groups_)}) {
      json.key(name).open_object();
      for (const auto& [what, sum] : *sums) {
        json.key(what).open_object().key("gained").integer(sum.gained).key("lost").integer(sum.lost).close_object();
      }
      json.close_object();
    }
    json.close_object();
    return std::move(json).text() + "\n";
  }
  if (touched_ == 0) return std::string(nobody.in(language_));
  auto out = "\n" + fill(counted.in(language_), {std::to_string(touched_), std::to_string(customers)});
  for (const auto& [tag, sums] : tags_)
    out += "  " + escaped(tag) + "  " + difference_text(sums.gained, sums.lost) + "\n";
  for (const auto& [group, sums] : groups_) {
    out +=
        "  " + fill(group_word.in(language_), {escaped(group)}) + "  " + difference_text(sums.gained, sums.lost) + "\n";
  }
  return out;
}

std::string RedecideReport::summary(std::size_t customers) const {
  if (touched_ == 0) {
    auto text = std::string(nobody.in(language_));
    text.pop_back();
    return text;
  }
  std::vector<std::pair<std::int64_t, std::string>> all;
  for (const auto& [tag, sums] : tags_) {
    all.emplace_back(-(sums.gained + sums.lost), escaped(tag) + " " + difference_text(sums.gained, sums.lost));
  }
  for (const auto& [group, sums] : groups_) {
    all.emplace_back(-(sums.gained + sums.lost),
                     fill(group_word.in(language_), {escaped(group)}) + " " + difference_text(sums.gained, sums.lost));
  }
  std::sort(all.begin(), all.end());
  auto out = fill(counted_short.in(language_), {std::to_string(touched_), std::to_string(customers)});
  for (std::size_t i = 0; i < std::min(all.size(), summed_up); ++i) {
    out += (i == 0                      ? (language_ == Language::zh ? ":" : ": ")
            : language_ == Language::zh ? "、"
                                        : ", ") +
           all[i].second;
  }
  if (all.size() > summed_up) out += std::string(more_word.in(language_));
  return out;
}

}  // namespace fenqun::bot
