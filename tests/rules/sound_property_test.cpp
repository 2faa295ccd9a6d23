// Listening equals a naive search that tries every spelling at every place, over random texts and random bytes.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "rules/fold.hpp"
#include "rules/sound.hpp"
#include "rules/sound/syllables.hpp"

namespace fenqun::rules {
namespace {

using Random = std::mt19937_64;
using Found = std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>>;  // begin, end, pattern

std::uint64_t new_seed() {
  if (const char* given = std::getenv("FENQUN_SEED")) return std::strtoull(given, nullptr, 10);
  return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
}

bool letter(const std::string& text, std::size_t at) {
  return at < text.size() && text[at] >= 'a' && text[at] <= 'z';
}
bool digit(const std::string& text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// The syllables of plain lower-case letters, by trying.
std::vector<std::pair<std::size_t, std::uint16_t>> syllables_at(const std::string& text, std::size_t at,
                                                                std::size_t end) {
  std::vector<std::pair<std::size_t, std::uint16_t>> out;
  const auto note = [&](std::size_t length, std::uint16_t syllable) { out.emplace_back(at + length, syllable); };
  sound::Syllables::get().each_prefix(std::string_view(text).substr(at, std::min<std::size_t>(end - at, 6)), note);
  return out;
}

bool cuttable(const std::string& text, std::size_t at, std::size_t end) {
  if (at == end) return true;
  for (const auto& [to, syllable] : syllables_at(text, at, end)) {
    if (cuttable(text, to, end)) return true;
  }
  return false;
}

bool joint(const std::string& text, std::size_t at) {
  return at < text.size() && std::string_view(" '-._").find(text[at]) != std::string_view::npos;
}

struct Step {
  std::size_t end, resume;
  std::uint16_t syllable;
};

bool han(const std::string& text, std::size_t at) {
  return at < text.size() && (text[at] & 0xF0) == 0xE0;
}

std::vector<Step> steps_at(const std::string& text, std::size_t at) {
  std::vector<Step> out;
  if (han(text, at)) {
    const char32_t c = ((text[at] & 0x0FU) << 12) | ((text[at + 1] & 0x3FU) << 6) | (text[at + 2] & 0x3FU);
    const auto resume = joint(text, at + 3) && letter(text, at + 4) ? at + 4 : at + 3;
    for (const auto syllable : sound::Syllables::get().readings(c)) out.push_back({at + 3, resume, syllable});
    return out;
  }
  if (!letter(text, at)) return out;
  auto begin = at, end = at;
  while (begin > 0 && letter(text, begin - 1)) --begin;
  while (letter(text, end)) ++end;
  if (!cuttable(text, begin, at)) return out;
  for (const auto& [to, syllable] : syllables_at(text, at, end)) {
    if (!cuttable(text, to, end)) continue;
    auto stop = to;
    if (to == end && digit(text, to) && text[to] <= '5' && !digit(text, to + 1)) ++stop;
    const bool joined = to == end && joint(text, stop) && (letter(text, stop + 1) || han(text, stop + 1));
    out.push_back({stop, joined ? stop + 1 : stop, syllable});
  }
  return out;
}

void ways(const std::string& spelling, std::size_t at, std::vector<std::uint16_t>& way,
          std::set<std::vector<std::uint16_t>>& out) {
  if (at == spelling.size()) out.insert(way);
  for (const auto& step : steps_at(spelling, at)) {
    way.push_back(step.syllable);
    ways(spelling, step.resume, way, out);
    way.pop_back();
  }
}

void match(const std::string& text, std::size_t begin, std::size_t at, const std::vector<std::uint16_t>& way,
           std::size_t done, std::uint32_t pattern, Found& out) {
  for (const auto& step : steps_at(text, at)) {
    if (step.syllable != way[done]) continue;
    if (done + 1 == way.size()) {
      out.emplace(begin, step.end, pattern);
    } else {
      match(text, begin, step.resume, way, done + 1, pattern, out);
    }
  }
}

Found naive(const std::vector<std::string>& spellings, const std::string& text) {
  Found out;
  for (std::uint32_t i = 0; i < spellings.size(); ++i) {
    std::vector<std::uint16_t> way;
    std::set<std::vector<std::uint16_t>> all;
    ways(spellings[i], 0, way, all);
    for (std::size_t at = 0; at < text.size(); ++at) {
      for (const auto& one : all) match(text, at, at, one, 0, i, out);
    }
  }
  return out;
}

std::string any_of(Random& random, const std::vector<std::string>& pieces, std::size_t most) {
  std::string out;
  for (auto left = 1 + random() % most; left > 0; --left) out += pieces[random() % pieces.size()];
  return out;
}

TEST(SoundProperties, EqualsANaiveSearch) {
  const auto seed = new_seed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  const std::vector<std::string> sounds = {"xi", "an", "xian", "g",  "gang", "nan", "e",  "er", "lue", "nv",
                                           "西", "安", "先",   "行", "刚",   "了",  "乐", "儿", "女"};
  auto pieces = sounds;
  pieces.insert(pieces.end(), {" ", "'", "-", "3", "12", ",", "x", "q", "。"});
  Sounds::Scratch scratch;
  std::size_t found = 0;
  for (int round = 0; round < 12'000; ++round) {
    std::vector<std::string> spellings;
    while (spellings.size() < 3) {
      auto spelling = any_of(random, sounds, 4);
      if (Sounds::build(std::vector<std::string>{spelling})) spellings.push_back(std::move(spelling));
    }
    const auto listening = Sounds::build(spellings);
    const auto text = any_of(random, pieces, 14);
    std::vector<Hit> hits;
    listening.value()->scan(text, scratch, hits);
    Found got;
    for (const auto& hit : hits) got.emplace(hit.begin, hit.end, hit.pattern);
    ASSERT_EQ(got.size(), hits.size()) << text;
    ASSERT_EQ(got, naive(spellings, text))
        << text << " / " << spellings[0] << " / " << spellings[1] << " / " << spellings[2];
    found += got.size();
  }
  EXPECT_GT(found, 2000U);
}

TEST(SoundProperties, AnyBytes) {
  const auto seed = new_seed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  const auto listening = Sounds::build(std::vector<std::string>{"tuikuan", "了", "le", "a"});
  Sounds::Scratch scratch;
  std::vector<Hit> hits;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto left = random() % 40; left > 0; --left) {
      constexpr char common[] = "tuikan \xe4\xba\x86\xe9\xc3\xac";
      text += random() % 3 == 0 ? static_cast<char>(random()) : common[random() % (sizeof common - 1)];
    }
    hits.clear();
    listening.value()->scan(text, scratch, hits);
    for (const auto& hit : hits) {
      ASSERT_LT(hit.begin, hit.end);
      ASSERT_LE(hit.end, text.size());
    }
  }
}

}  // namespace
}  // namespace fenqun::rules
