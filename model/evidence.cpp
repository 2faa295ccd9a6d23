#include "model/evidence.hpp"

namespace fenqun {

std::string to_string(const By& by) {
  switch (by.kind) {
    case By::Kind::rule:
      return "rule:" + by.id;
    case By::Kind::human:
      return "human:" + by.id;
    case By::Kind::import:
      return "import:" + by.id;
  }
  return by.id;
}

std::string one_line(const By& by, const Evidence& why, bool chinese) {
  std::string out;
  switch (by.kind) {
    case By::Kind::rule:
      out = (chinese ? "规则 " : "rule ") + by.id;
      break;
    case By::Kind::human:
      out = (chinese ? "人工 " : "by hand, ") + by.id;
      break;
    case By::Kind::import:
      out = (chinese ? "导入 " : "imported, ") + by.id;
      break;
  }
  std::string_view separator = chinese ? ":" : ": ";
  for (const auto& fact : why.facts) {
    out += separator;
    out += fact.condition;
    if (!fact.value.empty()) out += " → " + fact.value;
    separator = chinese ? ";" : "; ";
  }
  if (!why.matches.empty()) {
    out += separator;
    out += chinese ? "原文" : "in";
    for (const auto& match : why.matches) out += chinese ? "「" + match.text + "」" : " “" + match.text + "”";
    separator = chinese ? ";" : "; ";
  }
  if (!why.note.empty()) {
    out += separator;
    out += why.note;
  }
  return out;
}

}  // namespace fenqun
