#include "bot/cli/export_rows.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "bot/cli/csv.hpp"
#include "bot/cli/json_out.hpp"

namespace fenqun::bot {
namespace {

using Words = std::vector<std::string_view>;

struct Field {
  std::string_view name;
  std::optional<std::string> text;  // nothing: null
};

Words names_of(ExportWhat what) {
  switch (what) {
    case ExportWhat::messages:
      return {"customer", "account", "native_id", "at", "text"};
    case ExportWhat::customers:
      return {"customer", "name", "group", "tags", "first_seen", "last_seen"};
    case ExportWhat::tags:
      return {"customer", "tag", "since", "until", "by", "why"};
  }
  return {};
}

std::optional<std::string> time_text(Time time) {
  if (time == Time{}) return std::nullopt;
  return iso8601(time);
}

std::string tags_joined(const Profile& customer) {
  std::string out;
  for (const auto& [tag, state] : customer.tags) out += (out.empty() ? "" : ";") + tag;
  return out;
}

void append_tag_list(const Profile& customer, std::string& out) {
  char before = '[';
  for (const auto& [tag, state] : customer.tags) {
    out += before;
    before = ',';
    append_json(out, tag);
  }
  out += customer.tags.empty() ? "[]" : "]";
}

// `tags` is the one field that is no text in JSON.
void append_row(const std::vector<Field>& fields, const Profile* customer, const ExportStyle& style, std::string& out) {
  if (style.csv) {
    CsvRow row(out, style.guarded);
    for (const auto& field : fields) row.cell(field.text ? *field.text : std::string_view());
    row.end();
    return;
  }
  char before = '{';
  for (const auto& field : fields) {
    out += before;
    before = ',';
    append_json(out, field.name);
    out += ':';
    if (customer != nullptr && field.name == "tags") {
      append_tag_list(*customer, out);
    } else if (field.text) {
      append_json(out, *field.text);
    } else {
      out += "null";
    }
  }
  out += "}\n";
}

bool is_message_kind(std::string_view kind) {
  static constexpr std::array<std::string_view, 9> kinds = {"text",    "image", "voice",    "video", "file",
                                                            "sticker", "card",  "location", "media"};
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace

void append_header(ExportWhat what, const ExportStyle& style, std::string& out) {
  if (!style.csv) return;
  CsvRow row(out, style.guarded);
  for (const auto name : names_of(what)) row.cell(name);
  row.end();
}

void append_message(const storage::ExportedMessage& message, const ExportStyle& style, std::string& out) {
  // What customers wrote: neither our own words nor commands nor joins and recalls.
  if (message.author != Author::customer || !is_message_kind(message.kind)) return;
  append_row({{"customer", to_string(message.customer)},
              {"account", message.key.account},
              {"native_id", message.key.native_id},
              {"at", time_text(message.at)},
              {"text", message.text}},
             nullptr, style, out);
}

void append_customer(const Profile& customer, const ExportStyle& style, std::string& out) {
  std::optional<std::string> group;
  if (customer.group) group = customer.group->group;
  append_row({{"customer", to_string(customer.key)},
              {"name", customer.name},
              {"group", std::move(group)},
              {"tags", tags_joined(customer)},
              {"first_seen", time_text(customer.first_seen)},
              {"last_seen", time_text(customer.last_seen)}},
             &customer, style, out);
}

void append_tags(const Profile& customer, const ExportStyle& style, Reasons& reasons, std::string& out) {
  for (const auto& [tag, state] : customer.tags) {
    append_row({{"customer", to_string(customer.key)},
                {"tag", tag},
                {"since", time_text(state.since)},
                {"until", state.until ? time_text(*state.until) : std::nullopt},
                {"by", to_string(state.by)},
                {"why", reasons.line(state.by, state.why)}},
               nullptr, style, out);
  }
}

}  // namespace fenqun::bot
