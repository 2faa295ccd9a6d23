// Links, telephone numbers and addresses: a labelled table with floors, the places found, and any bytes.
#include "rules/traits.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <string>

#include "rules/fold.hpp"

namespace fenqun::rules {
namespace {

using Find = std::optional<Range> (*)(std::string_view);
const std::map<std::string, Find> traits_by_name = {
    {"link", find_link}, {"phone", find_phone}, {"address", find_address}};

// In the customer's own characters; "-" where nothing is found.
std::string found(Find find, const std::string& text) {
  Folded folded;
  fold(text, folded);
  const auto range = find(folded.text);
  if (!range) return "-";
  const auto from = folded.origin[range->begin];
  return text.substr(from, folded.end[range->end - 1] - from);
}

struct Score {
  int hits = 0, wrong = 0, missed = 0, all = 0;
};

TEST(Traits, LabelledTexts) {
  std::ifstream file(FENQUN_SOURCE_DIR "/tests/data/traits/labelled.tsv");
  ASSERT_TRUE(file);
  std::map<std::string, Score> scores;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto first = line.find('\t'), second = line.find('\t', first + 1);
    const auto name = line.substr(0, first), text = line.substr(second + 1);
    const bool expected = line[first + 1] == '1';
    const auto got = found(traits_by_name.at(name), text);
    auto& score = scores[name];
    ++score.all;
    score.hits += expected && got != "-" ? 1 : 0;
    score.wrong += !expected && got != "-" ? 1 : 0;
    score.missed += expected && got == "-" ? 1 : 0;
    if (expected != (got != "-"))
      std::cout << name << (expected ? " missed: " : " wrongly: ") << text << " → " << got << "\n";
  }
  for (const auto& [name, score] : scores) {
    const double precision = double(score.hits) / (score.hits + score.wrong);
    const double recall = double(score.hits) / (score.hits + score.missed);
    std::cout << name << ": " << score.all << " texts, precision " << precision << ", recall " << recall << "\n";
    EXPECT_GE(score.all, 50) << name;
    EXPECT_GE(precision, 0.97) << name;
    EXPECT_GE(recall, 0.97) << name;
  }
}

TEST(Traits, TellWhere) {
  EXPECT_EQ(found(find_link, "看 https://www.jd.com/a?b=1，谢谢"), "https://www.jd.com/a?b=1");
  EXPECT_EQ(found(find_link, "点击www.example.com.cn查看"), "www.example.com.cn");
  EXPECT_EQ(found(find_link, "see (www.abc.net)."), "www.abc.net");
  EXPECT_EQ(found(find_link, "1:// https://a.cn"), "https://a.cn");
  EXPECT_EQ(found(find_phone, "手机 138 1234 5678，谢谢"), "138 1234 5678");
  EXPECT_EQ(found(find_phone, "+86 13812345678"), "+86 13812345678");
  EXPECT_EQ(found(find_phone, "订单 20240115 电话０１０－６２３４５６７８"), "０１０－６２３４５６７８");
  EXPECT_EQ(found(find_phone, "13812345678 2件"), "13812345678");
  EXPECT_EQ(found(find_address, "请寄到浙江省杭州市西湖区"), "浙江省杭州市西湖区");
  EXPECT_EQ(found(find_address, "send it to 221B Baker Street, London"), "221B Baker Street");
}

TEST(Traits, AnyBytes) {
  const char* given = std::getenv("FENQUN_SEED");
  const auto seed = given ? std::strtoull(given, nullptr, 10)
                          : static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  const std::string pieces[] = {"1",   "138",  "0571", "-",        " ",    ".",  "+",  "(",      ")",
                                "com", "://",  "www.", "@",        "路",   "号", "省", "市",     "区",
                                "栋",  "单元", "室",   "3",        "西湖", "一", "八", "street", "po box",
                                "a",   "/",    "\xe8", "\xb7\xaf", "\xff", "座", "二"};
  for (int round = 0; round < 60'000; ++round) {
    std::string text;
    for (auto left = random() % 24; left > 0; --left) {
      text += random() % 8 == 0 ? std::string(1, static_cast<char>(random())) : pieces[random() % std::size(pieces)];
    }
    for (const auto& [name, find] : traits_by_name) {
      const auto range = find(text);
      if (!range) continue;
      ASSERT_LT(range->begin, range->end) << name;
      ASSERT_LE(range->end, text.size()) << name;
    }
  }
}

// The time for 8 times the text is about 8 times as long: the worst texts that are known.
TEST(Traits, TakeLinearTime) {
  const std::string worst[] = {"1 ", "1-", "a.", "1://", "路1", "西湖区!", "1 a ", "一", "2栋", "11111111 ", "http:"};
  for (const auto& piece : worst) {
    for (const auto& [name, find] : traits_by_name) {
      std::string small, large;
      while (small.size() < 20'000) small += piece;
      while (large.size() < 160'000) large += piece;
      const auto seconds = [find = find](const std::string& text) {
        double least = 1;
        for (int i = 0; i < 5; ++i) {
          const auto begin = std::clock();  // of this program only: the machine may be busy
          const auto range = find(text);
          const auto took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
          if (took < least) least = took;
          if (range) return least;
        }
        return least;
      };
      EXPECT_LT(seconds(large), 8 * 4 * seconds(small) + 0.005) << name << " " << piece;
    }
  }
}

}  // namespace
}  // namespace fenqun::rules
