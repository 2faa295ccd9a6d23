#include "rules/language/forms.hpp"
#include "rules/language/lexer.hpp"
#include "rules/language/numbers.hpp"
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

FormId form_of(Trait trait) {
  switch (trait) {
    case Trait::link:
      return FormId::has_link;
    case Trait::phone:
      return FormId::has_phone;
    case Trait::address:
      return FormId::has_address;
  }
  return FormId::has_link;
}

FormId form_of(Mark mark) {
  switch (mark) {
    case Mark::last_message:
      return FormId::days_since_last;
    case Mark::first_message:
      return FormId::days_since_first;
    case Mark::last_order:
      return FormId::days_since_order;
  }
  return FormId::days_since_last;
}

FormId form_of(Figure figure) {
  switch (figure) {
    case Figure::spend:
      return FormId::spend;
    case Figure::average_order:
      return FormId::average_order;
    case Figure::expected_spend:
      return FormId::expected_spend;
    case Figure::rfm_r:
      return FormId::rfm_r;
    case Figure::rfm_f:
      return FormId::rfm_f;
    case Figure::rfm_m:
      return FormId::rfm_m;
    case Figure::p_alive:
      return FormId::p_alive;
    case Figure::satisfaction:
      return FormId::satisfaction;
  }
  return FormId::spend;
}

class Printer {
 public:
  explicit Printer(Language language) : language_(language) {}

  std::string operator()(const Condition& condition) const {
    return std::visit([&](const auto& node) { return print(node); }, condition.node);
  }

 private:
  std::string head(FormId id) const { return std::string(head_of(id, language_)) + " "; }
  static std::string compared(const Comparison& compare, std::int64_t scale = 1) {
    return std::string(sign_of(compare.op)) + " " + number_text(compare.number, scale);
  }
  // 7d, 7天内
  std::string window(Millis time) const {
    return duration_text(time, language_) + std::string(language_ == Language::zh ? word_within.zh : "");
  }
  static std::string word(const Word& word) { return word.list ? "$" + word.text : quoted(word.text); }

  static std::string list(const std::vector<Word>& words) {
    if (words.size() == 1) return word(words[0]);
    std::string out = "(";
    for (std::size_t i = 0; i < words.size(); ++i) out += (i == 0 ? "" : " ") + word(words[i]);
    return out + ")";
  }

  std::string print(const TextWords& node) const { return head(form_of(node.fit)) + list(node.words); }
  std::string print(const TextMatches& node) const { return head(FormId::text_matches) + slashed(node.expression); }
  std::string print(const TextNear& node) const {
    const bool zh = language_ == Language::zh;
    auto out = head(FormId::text_near) + word(node.left) + " " + std::string(word_near.in(language_)) + " " +
               word(node.right) + " ";
    out += zh ? "" : std::string(word_apart.en) + " ";
    out += std::to_string(node.within);
    return zh ? out + std::string(unit_characters) + std::string(word_apart.zh) : out;
  }
  std::string print(const TextSounds& node) const { return head(FormId::text_sounds) + list(node.words); }
  std::string print(const TextTrait& node) const { return std::string(head_of(form_of(node.trait), language_)); }
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
  std::string print(const AccountIs& node) const { return head(FormId::account) + print_name(node.account); }
  std::string print(const StageIs& node) const {
    return head(FormId::stage) + std::string(sign_of(node.op)) + " " + print_name(node.stage);
  }
  std::string print(const MessagesIn& node) const { return counted(FormId::messages, node); }
  std::string print(const SessionsIn& node) const { return counted(FormId::sessions, node); }
  std::string print(const OrdersIn& node) const { return counted(FormId::orders, node); }
  std::string counted(FormId id, const auto& node) const {
    return head(id) + window(node.window) + " " + compared(node.compare);
  }
  std::string print(const SaidWords& node) const {
    auto out = head(FormId::said) + list(node.words) + " " + std::string(word_at_least.in(language_)) + " " +
               std::to_string(node.times);
    if (language_ == Language::zh) return out + std::string(word_times.zh) + " " + window(node.window);
    out += " " + std::string(node.times == 1 ? word_time.en : word_times.en);
    return out + " " + std::string(word_within.en) + " " + window(node.window);
  }
  std::string print(const DaysSince& node) const { return head(form_of(node.mark)) + compared(node.compare); }
  std::string print(const WaitingFor& node) const {
    return head(FormId::waiting) + std::string(sign_of(node.op)) + " " + duration_text(node.time, language_);
  }
  std::string print(const HourIn& node) const {
    return head(FormId::hour) + minute_text(node.from) + ".." + minute_text(node.to);
  }
  std::string print(const WeekdayIn& node) const {
    return head(FormId::weekday) + std::to_string(node.from) + ".." + std::to_string(node.to);
  }
  std::string print(const Bought& node) const { return head(FormId::ordered) + list(node.words); }
  std::string print(const FigureIs& node) const {
    const bool windowed = node.figure == Figure::spend || node.figure == Figure::expected_spend;
    return head(form_of(node.figure)) + (windowed ? window(node.window) + " " : "") +
           compared(node.compare, scale_of(node.figure));
  }
  std::string print(const AttributeIs& node) const {
    if (node.name == "city") return head(FormId::city) + list(node.words);
    if (node.name == "abc") return head(FormId::abc) + list(node.words);
    return head(FormId::attribute) + print_name(node.name) + " " + std::string(word_is.in(language_)) + " " +
           list(node.words);
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
