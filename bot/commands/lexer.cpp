#include "bot/commands/lexer.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "bot/text/unicode.hpp"

namespace fenqun::bot {
namespace {

// The characters that open and those that close, so that two opening ones and mixed pairs of one family are a pair.
struct Family {
  std::u32string_view open;
  std::u32string_view close;
  bool inside_words;  // an apostrophe is no quote
};
constexpr std::array<Family, 5> families = {{{U"\"“”＂", U"\"“”＂", true},
                                             {U"'‘’＇", U"'‘’＇", false},
                                             {U"「｢", U"」｣「｢", true},
                                             {U"『", U"』『", true},
                                             {U"《", U"》《", true}}};

const Family* family_of(char32_t value) {
  for (const auto& family : families) {
    if (family.open.find(value) != std::u32string_view::npos) return &family;
  }
  return nullptr;
}

class Lexer {
 public:
  Lexer(std::string_view source, std::size_t start, std::span<const Mention> mentions,
        const std::function<bool(std::string_view)>& known)
      : source_(source), at_(start), mentions_(mentions), known_(known) {}

  Tokens run() {
    while (at_ < source_.size()) {
      const auto point = decode_at(source_, at_);
      if (is_space(point.value)) {
        at_ += point.length;
      } else if (out_.list.size() + 1 == max_tokens) {
        take_rest();
      } else if (const auto* mention = mention_at(at_)) {
        take_mention(*mention);
      } else if (const auto* family = family_of(point.value)) {
        take_quoted(*family, point.length);
      } else {
        take_word();
      }
    }
    return std::move(out_);
  }

 private:
  const Mention* mention_at(std::size_t offset) const {
    const auto found = std::find_if(mentions_.begin(), mentions_.end(), [&](const Mention& m) {
      return m.offset == offset && m.length > 0 && m.length <= source_.size() - offset && !m.user.empty();
    });
    return found == mentions_.end() ? nullptr : &*found;
  }

  void add(Token::Kind kind, std::string_view text, std::size_t begin, std::size_t end, std::string user = {}) {
    out_.list.push_back({kind, std::string(text), std::move(user), begin, end});
    at_ = end;
  }

  void take_rest() { add(Token::Kind::word, trimmed(source_.substr(at_)), at_, source_.size()); }

  void take_mention(const Mention& mention) {
    const auto written = source_.substr(at_, mention.length);
    add(Token::Kind::mention, mention.name.empty() ? written : std::string_view(mention.name), at_,
        at_ + mention.length, mention.user);
  }

  void take_quoted(const Family& family, std::size_t opening) {
    const auto begin = at_;
    const auto inside = at_ + opening;
    auto end = inside;
    while (end < source_.size()) {
      const auto point = decode_at(source_, end);
      if (point.value == '\n' || point.value == '\r') break;
      if (family.close.find(point.value) != std::u32string_view::npos) {
        add(Token::Kind::quoted, source_.substr(inside, end - inside), begin, end + point.length);
        return;
      }
      end += point.length;
    }
    out_.unbalanced = true;
    add(Token::Kind::quoted, trimmed(source_.substr(inside, end - inside)), begin, end);
  }

  void take_word() {
    const auto begin = at_;
    auto end = at_;
    while (end < source_.size()) {
      const auto point = decode_at(source_, end);
      if (is_space(point.value) || (end > begin && mention_at(end) != nullptr)) break;
      const auto* family = end > begin ? family_of(point.value) : nullptr;
      if (family != nullptr && family->inside_words && known_(source_.substr(begin, end - begin))) break;
      end += point.length;
    }
    add(Token::Kind::word, source_.substr(begin, end - begin), begin, end);
  }

  std::string_view source_;
  std::size_t at_;
  std::span<const Mention> mentions_;
  const std::function<bool(std::string_view)>& known_;
  Tokens out_;
};

}  // namespace

Tokens tokenize(std::string_view source, std::size_t start, std::span<const Mention> mentions,
                const std::function<bool(std::string_view)>& known) {
  return Lexer(source, start, mentions, known).run();
}

}  // namespace fenqun::bot
