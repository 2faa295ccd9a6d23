#include "rules/language/forms.hpp"
#include "rules/language/lexer.hpp"
#include "rules/language/parse.hpp"

namespace fenqun::rules::language {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// A slash inside is written `\/`; what follows a backslash stands as it is.
std::string slashed(std::string_view expression) {
  std::string out = "/";
  for (std::size_t i = 0; i < expression.size(); ++i) {
    if (expression[i] == '\\' && i + 1 < expression.size()) {
      out += expression[i++];
    } else if (expression[i] == '/') {
      out += '\\';
    }
    out += expression[i];
  }
  return out + "/";
}

FormId form_of(Fit fit) {
  switch (fit) {
    case Fit::has:
      return FormId::text_has;
    case Fit::any:
      return FormId::text_any;
    case Fit::all:
      return FormId::text_all;
    case Fit::none:
      return FormId::text_none;
    case Fit::is:
      return FormId::text_is;
    case Fit::starts:
      return FormId::text_starts;
    case Fit::ends:
      return FormId::text_ends;
    case Fit::asserts_any:
      return FormId::text_asserts_any;
    case Fit::asserts_all:
      return FormId::text_asserts_all;
  }
  return FormId::text_has;
}

class Printer {
 public:
  explicit Printer(Language language) : language_(language) {}

  std::string operator()(const Condition& condition) const {
    return std::visit([&](const auto& node) { return print(node); }, condition.node);
  }

 private:
  std::string head(FormId id) const { return std::string(head_of(id, language_)) + " "; }
  static std::string compared(const Comparison& compare) {
    return std::string(sign_of(compare.op)) + " " + std::to_string(compare.number);
  }
  static std::string word(const Word& word) { return word.list ? "$" + word.text : quoted(word.text); }

  std::string print(const TextWords& node) const {
    auto out = head(form_of(node.fit));
    if (node.words.size() == 1) return out + word(node.words[0]);
    out += "(";
    for (std::size_t i = 0; i < node.words.size(); ++i) out += (i == 0 ? "" : " ") + word(node.words[i]);
    return out + ")";
  }
  std::string print(const TextMatches& node) const { return head(FormId::text_matches) + slashed(node.expression); }
  std::string print(const auto&) const { return {}; }
  std::string print(const TextLength& node) const { return head(FormId::text_length) + compared(node.compare); }
  std::string print(const KindIs& node) const {
    for (const auto& kind : kinds()) {
      if (kind.en == node.kind) return head(FormId::kind) + std::string(kind.in(language_));
    }
    return head(FormId::kind) + quoted(node.kind);
  }
  std::string print(const PlatformIs& node) const { return head(FormId::platform) + print_name(node.platform); }
  std::string print(const HasTag& node) const {
    return head(FormId::tag) + print_name(node.below ? node.tag + "/*" : node.tag);
  }
  std::string print(const InGroup& node) const { return head(FormId::group) + print_name(node.group); }
  std::string print(const MessagesIn& node) const {
    auto out = head(FormId::messages) + duration_text(node.window, language_);
    if (language_ == Language::zh) out += word_within.zh;
    return out + " " + compared(node.compare);
  }
  std::string print(const DaysSince& node) const {
    return head(node.mark == Mark::first_message ? FormId::days_since_first : FormId::days_since_last) +
           compared(node.compare);
  }
  std::string print(const Named& node) const {
    return begins_condition(node.name) ? quoted(node.name) : print_name(node.name);
  }
  std::string print(const AllOf& node) const { return joined(node.parts, word_and); }
  std::string print(const AnyOf& node) const { return joined(node.parts, word_or); }
  std::string print(const Not& node) const {
    return std::string(word_not.in(language_)) + " " + part(node.parts.front());
  }

  std::string joined(const std::vector<Condition>& parts, const Spelling& joiner) const {
    std::string out;
    for (const auto& condition : parts) {
      if (!out.empty()) out += " " + std::string(joiner.in(language_)) + " ";
      out += part(condition);
    }
    return out;
  }
  std::string part(const Condition& condition) const {
    const bool compound =
        std::holds_alternative<AllOf>(condition.node) || std::holds_alternative<AnyOf>(condition.node);
    return compound ? "(" + (*this)(condition) + ")" : (*this)(condition);
  }

  Language language_;
};

}  // namespace

std::string print(const Condition& condition, Language language) {
  return Printer(language)(condition);
}

std::string print_text(std::string_view text) {
  return quoted(text);
}

std::string print_name(std::string_view name) {
  const auto tokens = tokens_of(name);
  const bool plain = tokens.size() == 2 && tokens[0].kind == TokenKind::word && tokens[0].span.length == name.size() &&
                     !is_joiner(name);
  return plain ? std::string(name) : quoted(name);
}

}  // namespace fenqun::rules::language
