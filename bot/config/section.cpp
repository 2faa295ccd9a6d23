#include "bot/config/section.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "bot/config/nearest.hpp"
#include "bot/problems.hpp"

namespace fenqun::bot {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

template <typename Number>
std::optional<Number> number_in(std::string_view text) {
  text = trimmed(text);
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<bool> flag_in(std::string_view text) {
  text = trimmed(text);
  if (text == "true" || text == "1" || text == "yes" || text == "on") return true;
  if (text == "false" || text == "0" || text == "no" || text == "off") return false;
  return std::nullopt;
}

std::vector<Item> split_list(const Node& value) {
  std::vector<Item> out;
  std::string_view rest = value.text;
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    const auto part = trimmed(rest.substr(0, comma));
    if (!part.empty()) out.push_back({std::string(part), value.where});
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  return out;
}

// 2 rather than 2.000000.
std::string shown(double value) {
  std::string buffer(32, '\0');
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  buffer.resize(error == std::errc() ? static_cast<std::size_t>(end - buffer.data()) : 0);
  return buffer;
}

}  // namespace

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

const Entry* Section::ask(std::string_view key) {
  asked_.emplace_back(key);
  return table_.find(key);
}

void Section::wrong(const ProblemKind& kind, const Entry& entry, std::string_view example) {
  out_.emplace_back(kind, Args{entry.key, std::string(type_word(entry.value.kind)), std::string(example)},
                    entry.value.where);
}

std::optional<Item> Section::text(std::string_view key, std::string_view example) {
  const auto* entry = ask(key);
  if (entry == nullptr) return std::nullopt;
  if (entry->value.kind == Node::Kind::text) return Item{entry->value.text, entry->value.where};
  wrong(problems::not_text, *entry, example);
  return std::nullopt;
}

std::optional<std::vector<Item>> Section::texts(std::string_view key, std::string_view example, std::size_t most) {
  const auto* entry = ask(key);
  if (entry == nullptr) return std::nullopt;
  const auto& value = entry->value;
  std::vector<Item> out;
  if (value.from_variable) {
    out = split_list(value);
  } else if (value.kind == Node::Kind::list) {
    for (const auto& item : value.items) {
      if (item.kind == Node::Kind::text) {
        out.push_back({item.text, item.where});
      } else {
        wrong(problems::not_texts, {entry->key, entry->where, item}, example);
      }
    }
  } else {
    wrong(problems::not_texts, *entry, example);
    return std::nullopt;
  }
  if (out.size() > most) {
    out_.emplace_back(problems::too_many, Args{entry->key, std::to_string(out.size()), std::to_string(most)},
                      value.where);
    out.resize(most);
  }
  return out;
}

std::optional<bool> Section::flag(std::string_view key, std::string_view example) {
  const auto* entry = ask(key);
  if (entry == nullptr) return std::nullopt;
  if (entry->value.kind == Node::Kind::flag) return entry->value.flag;
  const auto given = entry->value.from_variable ? flag_in(entry->value.text) : std::nullopt;
  if (!given) wrong(problems::not_switch, *entry, example);
  return given;
}

std::optional<std::int64_t> Section::whole(std::string_view key, std::string_view example, std::int64_t low,
                                           std::int64_t high) {
  const auto* entry = ask(key);
  if (entry == nullptr) return std::nullopt;
  std::optional<std::int64_t> value;
  if (entry->value.kind == Node::Kind::whole) value = entry->value.whole;
  if (entry->value.from_variable) value = number_in<std::int64_t>(entry->value.text);
  if (!value) {
    wrong(problems::not_whole, *entry, example);
    return std::nullopt;
  }
  if (*value >= low && *value <= high) return value;
  out_.emplace_back(problems::out_of_range,
                    Args{entry->key, std::to_string(*value), std::to_string(low), std::to_string(high)},
                    entry->value.where);
  return std::nullopt;
}

std::optional<double> Section::number(std::string_view key, std::string_view example, double low, double high) {
  const auto* entry = ask(key);
  if (entry == nullptr) return std::nullopt;
  std::optional<double> value;
  if (entry->value.kind == Node::Kind::number) value = entry->value.number;
  if (entry->value.kind == Node::Kind::whole) value = static_cast<double>(entry->value.whole);
  if (entry->value.from_variable) value = number_in<double>(entry->value.text);
  if (!value) {
    wrong(problems::not_number, *entry, example);
    return std::nullopt;
  }
  if (*value >= low && *value <= high) return value;  // false for NaN
  out_.emplace_back(problems::out_of_range, Args{entry->key, shown(*value), shown(low), shown(high)},
                    entry->value.where);
  return std::nullopt;
}

void Section::missing(std::string_view key, std::string_view example) {
  out_.emplace_back(problems::missing_key, Args{title_, std::string(key), std::string(example)}, table_.where);
}

void Section::finish() {
  for (const auto& entry : table_.entries) {
    if (std::find(asked_.begin(), asked_.end(), entry.key) != asked_.end()) continue;
    const auto meant = nearest(entry.key, asked_);
    if (entry.value.from_variable) continue;  // overrides.cpp knows all variables and has said so
    if (meant) {
      out_.emplace_back(problems::misspelt_key, Args{title_, entry.key, *meant}, entry.where);
    } else {
      out_.emplace_back(problems::unknown_key, Args{title_, entry.key, joined(asked_)}, entry.where);
    }
  }
}

}  // namespace fenqun::bot
