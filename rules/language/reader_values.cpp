// Numbers, spans of time, ranges and lists of words.
#include <algorithm>

#include "rules/language/reader.hpp"
#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::language {

std::optional<std::int64_t> Reader::take_number(std::int64_t least, std::int64_t most, std::int64_t scale,
                                                std::string_view unit) {
  std::string_view digits = here().text;
  const bool glued = !unit.empty() && digits.size() > unit.size() && digits.ends_with(unit);
  if (glued) digits.remove_suffix(unit.size());
  const auto number =
      here().kind == TokenKind::word ? parse_number(digits, scale) : ParsedNumber{0, NumberFault::no_number};
  const auto shown = visible(here().text);
  switch (number.fault) {
    case NumberFault::no_number:
      if (!told_broken_token()) mistake(scale == 1 ? problems::expected_number : problems::expected_amount);
      return std::nullopt;
    case NumberFault::negative:
      mistake(problems::negative_number, {shown});
      break;
    case NumberFault::too_fine:
      if (scale == 1) {
        mistake(problems::expected_number);
      } else {
        mistake(problems::too_many_decimals, {shown, std::to_string(std::to_string(scale).size() - 1)});
      }
      break;
    case NumberFault::none:
      if (number.value >= least && number.value <= most) {
        step();
        if (!glued && !unit.empty() && here().kind == TokenKind::word && here().text == unit) step();
        return number.value;
      }
      [[fallthrough]];
    case NumberFault::too_large:
      mistake(problems::out_of_range, {shown, number_text(least, scale), number_text(most, scale)});
      break;
  }
  step();
  return std::nullopt;
}

std::optional<Comparison> Reader::take_comparison(std::int64_t least, std::int64_t most, std::int64_t scale,
                                                  std::string_view unit) {
  const auto op = take_op();
  if (!op) return std::nullopt;
  const auto number = take_number(least, most, scale, unit);
  if (!number) return std::nullopt;
  return Comparison{*op, *number};
}

bool Reader::at_duration() const {
  if (here().kind != TokenKind::word) return false;
  return parse_duration(narrow(here().text)) ||
         (ahead(1).kind == TokenKind::word && parse_duration(narrow(here().text + ahead(1).text)));
}

// "7d", "7天内", and with a space as Chinese is often set: "7 天", "7 天 内".
std::optional<Millis> Reader::take_duration() {
  const bool word = here().kind == TokenKind::word;
  auto duration = word ? parse_duration(narrow(here().text)) : std::nullopt;
  std::size_t used = 1;
  if (word && !duration && ahead(1).kind == TokenKind::word) {
    duration = parse_duration(narrow(here().text + ahead(1).text));
    used = 2;
  }
  if (!duration) {
    if (!told_broken_token()) mistake(problems::expected_duration);
    return std::nullopt;
  }
  if (*duration < min_window || *duration > max_window) {
    mistake(problems::out_of_range, {visible(here().text), "1s", duration_text(max_window, Language::en)});
    duration.reset();
  }
  step(used);
  if (here().kind == TokenKind::word && here().text == word_within.zh) step();
  return duration;
}

std::optional<TextRange> Reader::take_range(Span& span) {
  span = here().span;
  if (here().kind != TokenKind::word || is_joiner(here().text)) return std::nullopt;
  auto text = narrow(here().text);
  std::size_t used = 1;
  while (used < 3 && ahead(used).kind == TokenKind::word &&
         (ends_with_range_sign(text) || begins_with_range_sign(narrow(ahead(used).text)))) {
    text += narrow(ahead(used++).text);
  }
  step(used);
  span.length = before().span.offset + before().span.length - span.offset;
  auto range = split_range(text);
  return range ? range : TextRange{text, text, text};
}

std::optional<std::vector<Word>> Reader::take_words() {
  std::vector<Word> out;
  if (here().kind != TokenKind::open) {
    auto word = take_word();
    if (!word) return std::nullopt;
    out.push_back(std::move(*word));
    return out;
  }
  const auto opening = here().span;
  step();
  while (here().kind != TokenKind::close) {
    if (at_end()) {
      mistake(problems::expected_close, {}, opening);
      return std::nullopt;
    }
    if (here().kind == TokenKind::comma) {
      step();
      continue;
    }
    auto word = take_word();
    if (!word) return std::nullopt;
    out.push_back(std::move(*word));
  }
  if (out.empty()) mistake(problems::empty_words);
  step();
  if (out.empty()) return std::nullopt;
  return out;
}

std::optional<std::string> Reader::take_valid_name(const Form& form, Span& span) {
  span = here().span;
  auto name = take_name(form.both());
  if (name && !valid_name(*name)) {
    mistake(problems::bad_name, {visible(*name)}, span);
    return std::nullopt;
  }
  return name;
}

}  // namespace fenqun::rules::language
