#include "adapters/onebot11/cq.hpp"

#include <gtest/gtest.h>

#include <random>

namespace fenqun::adapters::onebot11 {
namespace {

using Segments = std::vector<CqSegment>;

Segments decoded(std::string_view message) {
  return decode_cq(message, 1000);
}

TEST(Cq, ReadsCodesAndText) {
  EXPECT_EQ(decoded("[CQ:at,qq=1] a&#44;b,&#91;c&#93;"),
            (Segments{{"at", {{"qq", "1"}}}, {"text", {{"text", " a,b,[c]"}}}}));
  EXPECT_EQ(decoded("[CQ:share,url=http://a/?b=c&amp;d=e,title=x&#44;y]"),
            (Segments{{"share", {{"url", "http://a/?b=c&d=e"}, {"title", "x,y"}}}}));
  EXPECT_EQ(decoded("&amp;#91;"), (Segments{{"text", {{"text", "&#91;"}}}})) << "unescaped once, not twice";
  EXPECT_EQ(decoded("[CQ:face]"), (Segments{{"face", {}}}));
  EXPECT_EQ(decoded(""), Segments{});
}

TEST(Cq, BrokenCodesStayText) {
  for (const std::string text :
       {"[CQ:", "[CQ:]", "[CQ:,a=b]", "[CQ:at,qq=1", "[CQ at]", "]", "[CQ:a b]", "&", "&#9", "[cq:at]"}) {
    EXPECT_EQ(decoded(text), (Segments{{"text", {{"text", text}}}})) << text;
  }
  EXPECT_EQ(decoded("[CQ:[CQ:face,id=1]"), (Segments{{"text", {{"text", "[CQ:"}}}, {"face", {{"id", "1"}}}}));
}

TEST(Cq, LimitHolds) {
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "[CQ:face,id=1]";
  EXPECT_EQ(decode_cq(many, 100).size(), 100U);
}

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}
  Segments segments() {
    Segments made;
    for (std::size_t n = random_() % 6; n > 0; --n) {
      const bool may_be_text = made.empty() || made.back().type != "text";
      if (may_be_text && random_() % 2 == 0) {
        made.push_back({"text", {{"text", text(1)}}});
      } else {
        CqSegment code{pick({"at", "face", "at-all", "json", "X_1", "image"}), {}};
        for (std::size_t pairs = random_() % 4; pairs > 0; --pairs)
          code.data.emplace_back(pick({"qq", "id", "a.b"}), text(0));
        made.push_back(std::move(code));
      }
    }
    return made;
  }
  std::string text(std::size_t least) {
    std::string made;
    for (std::size_t n = least + random_() % 8; n > 0; --n) {
      made += pick({"&", "[", "]", ",", "=", "&amp;", "[CQ:", "文", "x", " ", "\n", "&#91;", "&#44;"});
    }
    return made;
  }

 private:
  std::string pick(std::initializer_list<const char*> from) { return *(from.begin() + random_() % from.size()); }
  std::mt19937 random_;
};

TEST(Cq, RoundTrip) {
  const auto seed = std::random_device{}();
  Maker maker(seed);
  for (int round = 0; round < 20'000; ++round) {
    const Segments segments = maker.segments();
    ASSERT_EQ(decoded(encode_cq(segments)), segments) << "seed " << seed << " " << encode_cq(segments);
  }
}

}  // namespace
}  // namespace fenqun::adapters::onebot11
