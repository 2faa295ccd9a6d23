#include "bot/commands/guess.hpp"

#include <algorithm>
#include <string>

#include "bot/text/names.hpp"
#include "bot/text/unicode.hpp"
#include "rules/fold.hpp"

namespace fenqun::bot {
namespace {

constexpr std::size_t max_guesses = 9;
constexpr std::size_t longest_typed = 24;  // code points; a longer word is text, not a mistyped command

// Keeps the nearest candidates, one per command.
class Nearest {
 public:
  Nearest(std::string_view typed, std::size_t consumed) : consumed_(consumed) { retype(typed); }

  // Compares another text from here on; `consumed` tokens belong to it.
  void retype(std::string_view typed) {
    typed_ = rules::fold(typed);
    length_ = code_points(typed_).size();
  }
  void consume(std::size_t tokens) { consumed_ = tokens; }

  void offer(const CommandRef& ref, std::string_view word) {
    if (length_ == 0 || length_ > longest_typed || ref.command == nullptr) return;
    const auto folded = rules::fold(word);
    const auto allowed = std::min(forgiven(length_), forgiven(code_points(folded).size()));
    auto distance = edit_distance(typed_, folded, allowed);
    const bool abbreviation = folded.starts_with(typed_) && folded.size() > typed_.size() && typed_.size() >= 2;
    if (distance > allowed && abbreviation) distance = 2;
    if (distance > std::max<std::size_t>(allowed, abbreviation ? 2 : 0)) return;
    if (distance < best_) found_.clear();
    if (distance > best_) return;
    best_ = distance;
    const bool there = std::any_of(found_.begin(), found_.end(), [&](const Found& f) { return f.ref == ref; });
    if (!there) found_.push_back({ref, consumed_});
  }

  std::vector<Guess> take(std::span<const Token> tokens) const {
    std::vector<Guess> out;
    for (const auto& found : found_) {
      if (out.size() == max_guesses) break;
      const auto rest = tokens.subspan(std::min(found.consumed, tokens.size()));
      out.push_back({found.ref, {rest.begin(), rest.end()}});
    }
    return out;
  }

 private:
  struct Found {
    CommandRef ref;
    std::size_t consumed;
  };
  std::string typed_;
  std::size_t length_ = 0;
  std::size_t consumed_;
  std::size_t best_ = 3;
  std::vector<Found> found_;
};

// 标鉴列表: one word for both.
void offer_glued(const Noun& noun, Nearest& nearest) {
  for (const auto& command : noun.commands) {
    for (const auto first : words_of(noun)) {
      for (const auto second : words_of(command)) {
        nearest.offer({&noun, &command}, std::string(first) + std::string(second));
        nearest.offer({&noun, &command}, std::string(second) + std::string(first));
      }
    }
  }
}

// 标鉴 添加: the second word is right.
void offer_nouns_with(const Word& second, Nearest& nearest) {
  for (const auto& ref : second.verbs) {
    for (const auto word : words_of(*ref.noun)) nearest.offer(ref, word);
  }
  if (second.noun == nullptr) return;
  for (const auto& command : second.noun->commands) {
    for (const auto word : words_of(command)) nearest.offer({second.noun, &command}, word);
  }
}

}  // namespace

std::vector<Guess> guess_command(std::span<const Token> tokens) {
  if (tokens.empty() || tokens.front().kind != Token::Kind::word) return {};
  Nearest nearest(tokens.front().text, 1);
  const auto* second =
      tokens.size() > 1 && tokens[1].kind == Token::Kind::word ? registry().find(rules::fold(tokens[1].text)) : nullptr;
  if (second != nullptr) {
    nearest.consume(2);
    offer_nouns_with(*second, nearest);
    if (auto guesses = nearest.take(tokens); !guesses.empty()) return guesses;
    nearest.consume(1);
  }
  for (const auto& noun : registry().nouns()) {
    for (const auto word : words_of(noun)) nearest.offer(registry().command(noun.fallback), word);
    for (const auto& command : noun.commands) {
      for (const auto word : words_of(command)) nearest.offer({&noun, &command}, word);
    }
    offer_glued(noun, nearest);
  }
  return nearest.take(tokens);
}

std::vector<Guess> guess_verb(const Noun& noun, std::span<const Token> tokens) {
  if (tokens.empty() || tokens.front().kind != Token::Kind::word) return {};
  Nearest nearest(tokens.front().text, 1);
  for (const auto& command : noun.commands) {
    for (const auto word : words_of(command)) nearest.offer({&noun, &command}, word);
  }
  return nearest.take(tokens);
}

}  // namespace fenqun::bot
