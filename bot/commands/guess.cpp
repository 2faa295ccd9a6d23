#include "bot/commands/guess.hpp"

#include <algorithm>
#include <string>

#include "bot/text/names.hpp"
#include "bot/text/unicode.hpp"
#include "rules/fold.hpp"

namespace fenqun::bot {
namespace {

using Half = Spelling::Half;

constexpr std::size_t max_guesses = 9;
constexpr std::size_t longest_typed = 24;  // code points; a longer word is text, not a mistyped command
constexpr std::size_t abbreviation = 2;    // an abbreviation is as far as two mistakes
constexpr std::size_t far = 3;

// Keeps the nearest commands for one typed word.
class Nearest {
 public:
  explicit Nearest(std::string_view typed) {
    const auto points = code_points(rules::fold(typed));
    if (points.size() <= longest_typed) typed_.assign(points.begin(), points.end());
  }

  // `ref` is what is meant if the typed word is this spelling.
  void offer(const CommandRef& ref, const Spelling& spelling) {
    const auto distance = distance_to(spelling.folded);
    if (distance > best_ || distance >= far) return;
    if (distance < best_) found_.clear();
    best_ = distance;
    if (std::find(found_.begin(), found_.end(), ref) == found_.end()) found_.push_back(ref);
  }

  // With the arguments that are left behind the words of the command.
  std::vector<Guess> take(std::span<const Token> rest) const {
    std::vector<Guess> out;
    for (const auto& ref : found_) {
      if (out.size() < max_guesses) out.push_back({ref, {rest.begin(), rest.end()}});
    }
    return out;
  }

 private:
  std::size_t distance_to(const std::u32string& word) const {
    if (typed_.empty()) return far;
    const auto allowed = std::min(forgiven(typed_.size()), forgiven(word.size()));
    const auto distance = edit_distance(typed_, word, allowed);
    if (distance <= allowed) return distance;
    const bool enough = typed_.size() > 1 || typed_.front() >= 0x80;
    return enough && word.size() > typed_.size() && word.starts_with(typed_) ? abbreviation : far;
  }

  std::u32string typed_;
  std::size_t best_ = far;
  std::vector<CommandRef> found_;
};

// 标鉴 添加, 添价 标签: the second word is right.
void offer_beside(const Word& second, const Spelling& spelling, Nearest& nearest) {
  if (spelling.half == Half::noun) {
    for (const auto& ref : second.verbs) {
      if (ref.noun == spelling.ref.noun) nearest.offer(ref, spelling);
    }
  }
  if (spelling.half == Half::verb && spelling.ref.noun == second.noun) nearest.offer(spelling.ref, spelling);
}

}  // namespace

std::vector<Guess> guess_command(std::span<const Token> tokens) {
  if (tokens.empty() || tokens.front().kind != Token::Kind::word) return {};
  const bool more = tokens.size() > 1 && tokens[1].kind == Token::Kind::word;
  if (const auto* second = more ? registry().find(rules::fold(tokens[1].text)) : nullptr) {
    Nearest nearest(tokens.front().text);
    for (const auto& spelling : registry().spellings()) offer_beside(*second, spelling, nearest);
    if (auto guesses = nearest.take(tokens.subspan(2)); !guesses.empty()) return guesses;
  }
  Nearest nearest(tokens.front().text);
  for (const auto& spelling : registry().spellings()) nearest.offer(spelling.ref, spelling);
  return nearest.take(tokens.subspan(1));
}

std::vector<Guess> guess_verb(const Noun& noun, std::span<const Token> tokens) {
  if (tokens.empty() || tokens.front().kind != Token::Kind::word) return {};
  Nearest nearest(tokens.front().text);
  for (const auto& spelling : registry().spellings()) {
    if (spelling.half == Half::verb && spelling.ref.noun == &noun) nearest.offer(spelling.ref, spelling);
  }
  return nearest.take(tokens.subspan(1));
}

}  // namespace fenqun::bot
