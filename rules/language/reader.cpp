#include "rules/language/reader.hpp"

#include <algorithm>

#include "rules/limits.hpp"
#include "rules/names.hpp"
#include "rules/problems.hpp"

namespace fenqun::rules::language {
namespace {

std::string shown(const Token& token) {
  return visible(token.text);
}

}  // namespace

std::string join(std::span<const std::string> words, std::string_view separator) {
  std::string out;
  for (const auto& word : words) {
    if (!out.empty()) out += separator;
    out += word;
  }
  return out;
}

bool Reader::take(const Spelling& spelling) {
  if (!at_word(spelling)) return false;
  step();
  return true;
}

bool Reader::take_prefix(std::string_view prefix) {
  auto& token = tokens_[at_];
  if (token.kind != TokenKind::word || token.text.size() <= prefix.size() || !token.text.starts_with(prefix)) {
    return false;
  }
  token.text.erase(0, prefix.size());
  token.span.offset += prefix.size();
  token.span.length -= prefix.size();
  return true;
}

const Form* Reader::take_form(std::span<const Form> forms) {
  const Form* best = nullptr;
  std::size_t longest = 0;
  for (const auto& form : forms) {
    for (const auto language : {Language::en, Language::zh}) {
      const auto words = split_words(form.head(language));
      if (words.size() <= longest) continue;
      bool same = true;
      for (std::size_t i = 0; same && i < words.size(); ++i) {
        same = ahead(i).kind == TokenKind::word && same_word(ahead(i).text, words[i]);
      }
      if (same) {
        best = &form;
        longest = words.size();
      }
    }
  }
  step(longest);
  return best;
}

Beginning Reader::longest_beginning(std::span<const Form> forms) const {
  Beginning out;
  for (const auto& form : forms) {
    for (const auto language : {Language::en, Language::zh}) {
      const auto words = split_words(form.head(language));
      std::size_t same = 0;
      while (same + 1 < words.size() && ahead(same).kind == TokenKind::word &&
             same_word(ahead(same).text, words[same])) {
        ++same;
      }
      if (same == 0 || same < out.words) continue;
      if (same > out.words) out = {same, {}};
      std::string next(words[same]);
      if (std::find(out.next.begin(), out.next.end(), next) == out.next.end()) out.next.push_back(std::move(next));
    }
  }
  return out;
}

void Reader::tell_continuation(const Beginning& begun) {
  std::string said;
  for (std::size_t i = 0; i < begun.words; ++i) said += (i == 0 ? "" : " ") + ahead(i).text;
  step(begun.words);
  const auto found = here().kind == TokenKind::end ? std::string("…") : shown(here());
  if (const auto meant = nearest(here().text, begun.next)) {
    mistake(problems::with_hint(problems::cannot_follow, problems::did_you_mean),
            {said, found, "", "", "", "", "", "", "", *meant});
  } else {
    mistake(problems::cannot_follow, {said, found, join(begun.next, ", ")});
  }
}

bool Reader::take_phrase(const Spelling& spelling) {
  for (const auto language : {Language::en, Language::zh}) {
    const auto words = split_words(spelling.in(language));
    std::size_t same = 0;
    while (same < words.size() && ahead(same).kind == TokenKind::word && same_word(ahead(same).text, words[same])) {
      ++same;
    }
    if (same == 0 || same < words.size()) continue;
    step(same);
    return true;
  }
  return false;
}

std::optional<Word> Reader::take_word() {
  const auto& token = here();
  const bool plain = token.kind == TokenKind::word && !is_joiner(token.text);
  if (!plain && token.kind != TokenKind::quoted && token.kind != TokenKind::list) {
    if (!told_broken_token()) mistake(problems::expected_word);
    return std::nullopt;
  }
  if (token.text.empty()) {
    mistake(problems::expected_word);
    step();
    return std::nullopt;
  }
  Word out{token.text, token.kind == TokenKind::list, token.span};
  step();
  return out;
}

std::optional<std::string> Reader::take_name(std::string_view after) {
  const auto& token = here();
  if ((token.kind != TokenKind::word || is_joiner(token.text)) && token.kind != TokenKind::quoted) {
    if (!told_broken_token()) mistake(problems::expected_name, {std::string(after)});
    return std::nullopt;
  }
  auto name = token.text;
  step();
  return name;
}

std::optional<Op> Reader::take_op() {
  if (here().kind != TokenKind::op) {
    if (!told_broken_token()) mistake(problems::expected_operator);
    return std::nullopt;
  }
  const auto op = here().op;
  step();
  return op;
}

void Reader::mistake(const ProblemKind& kind, const Args& args, Span span) {
  if (errors_ == max_mistakes) return;
  mistakes_.push_back({Problem(kind, args), span});
  if (++errors_ == max_mistakes) at_ = tokens_.size() - 1;
}

void Reader::warn(const ProblemKind& kind, Span span) {
  mistakes_.push_back({Problem(kind).as_warning(), span});
}

bool Reader::told_broken_token() {
  switch (here().kind) {
    case TokenKind::unclosed_quote:
      mistake(problems::unclosed_quote, {}, {here().span.offset, 1});
      break;
    case TokenKind::unclosed_expression:
      mistake(problems::unclosed_expression, {}, {here().span.offset, 1});
      break;
    case TokenKind::stray:
      mistake(problems::stray, {shown(here())});
      break;
    default:
      return false;
  }
  return true;
}

}  // namespace fenqun::rules::language
