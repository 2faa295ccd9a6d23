// Contents of messages: arrays and CQ-code strings.
#include <charconv>
#include <nlohmann/json.hpp>

#include "adapters/practice/frames.hpp"
#include "adapters/practice/segments.hpp"

namespace fenqun::adapters::practice {
namespace {

using nlohmann::json;

void replace(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string escaped(std::string text, bool inside) {
  replace(text, "&", "&amp;");
  replace(text, "[", "&#91;");
  replace(text, "]", "&#93;");
  if (inside) replace(text, ",", "&#44;");
  return text;
}

std::string unescaped(std::string text) {
  replace(text, "&#44;", ",");
  replace(text, "&#91;", "[");
  replace(text, "&#93;", "]");
  replace(text, "&amp;", "&");
  return text;
}

std::string scalar(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_number_integer() ? std::to_string(value.get<std::int64_t>()) : std::string();
}

std::string field(const json& segment, const char* name) {
  const auto data = segment.find("data");
  if (data == segment.end() || !data->is_object()) return {};
  const auto value = data->find(name);
  return value == data->end() ? std::string() : scalar(*value);
}

void add_segment(Words& words, const json& segment) {
  if (!segment.is_object()) return;
  const std::string type = segment.value("type", json()).is_string() ? segment["type"].get<std::string>() : "";
  if (type == "text") words.text += field(segment, "text");
  if (type == "at") words.text += "@" + field(segment, "qq");
  if (type == "image") words.text += "[image]";
  if (type == "reply") {
    const std::string id = field(segment, "id");
    std::from_chars(id.data(), id.data() + id.size(), words.quote);
  }
}

// "CQ:at,qq=1" without its brackets.
json code_segment(std::string_view code) {
  json segment = {{"type", ""}, {"data", json::object()}};
  bool first = true;
  while (!code.empty()) {
    const auto comma = code.find(',');
    const std::string_view part = code.substr(0, comma);
    const auto equals = part.find('=');
    if (first) segment["type"] = std::string(part.substr(3));
    if (!first && equals != std::string_view::npos) {
      segment["data"][std::string(part.substr(0, equals))] = unescaped(std::string(part.substr(equals + 1)));
    }
    first = false;
    code = comma == std::string_view::npos ? std::string_view{} : code.substr(comma + 1);
  }
  return segment;
}

Words words_of_string(std::string_view message) {
  Words words;
  while (!message.empty()) {
    const auto begin = message.find("[CQ:");
    words.text += unescaped(std::string(message.substr(0, begin)));
    if (begin == std::string_view::npos) break;
    const auto end = message.find(']', begin);
    if (end == std::string_view::npos) {
      words.text += message.substr(begin);
      break;
    }
    add_segment(words, code_segment(message.substr(begin + 1, end - begin - 1)));
    message.remove_prefix(end + 1);
  }
  return words;
}

}  // namespace

json segments_of(const Line& line, std::int64_t self_id) {
  json out = json::array();
  if (line.quote != 0) out.push_back({{"type", "reply"}, {"data", {{"id", std::to_string(line.quote)}}}});
  if (line.mention) out.push_back({{"type", "at"}, {"data", {{"qq", std::to_string(self_id)}}}});
  const std::string text = line.mention ? " " + line.text : line.text;
  if (!text.empty()) out.push_back({{"type", "text"}, {"data", {{"text", text}}}});
  if (!line.image.empty()) out.push_back({{"type", "image"}, {"data", {{"file", "1.jpg"}, {"url", line.image}}}});
  return out;
}

std::string cq_of(const json& segments) {
  std::string out;
  for (const json& segment : segments) {
    const std::string type = segment["type"].get<std::string>();
    if (type == "text") {
      out += escaped(field(segment, "text"), false);
      continue;
    }
    out += "[CQ:" + type;
    for (const auto& [key, value] : segment["data"].items()) out += "," + key + "=" + escaped(scalar(value), true);
    out += "]";
  }
  return out;
}

Words words_of(const json& message, bool literal) {
  if (message.is_string()) {
    const auto& text = message.get_ref<const std::string&>();
    return literal ? Words{text, 0} : words_of_string(text);
  }
  Words words;
  if (message.is_object()) add_segment(words, message);
  if (message.is_array()) {
    for (const json& segment : message) add_segment(words, segment);
  }
  return words;
}

}  // namespace fenqun::adapters::practice
