// `has link`, `has phone`, `has address`: hand-written scanners of folded text. Total on any bytes, linear time, no
// allocation. Each tells the first place it finds.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fenqun::rules {

struct Range {
  std::uint32_t begin = 0, end = 0;  // folded bytes
  bool operator==(const Range&) const = default;
};

// With a scheme (any), or a host of a common top-level domain: www.jd.com, t.cn/a1, youtu.be/x. Domains that are also
// English words (me, so, live …) need a path or www. E-mail addresses and pass codes (￥abc￥) are no links.
std::optional<Range> find_link(std::string_view folded);

// Chinese mobiles (+86, spaces, dashes, Chinese numerals), landlines with their area, 400 and 800 numbers, +country
// numbers, 415-555-2671. Order numbers, cards, prices, dates and parts of longer numbers are none.
std::optional<Range> find_phone(std::string_view folded);

// Chinese: a road with its number, a building with its room, or three parts (省 市 区 镇 村 路 小区 …) in a row.
// English: 221b baker street, po box 12.
std::optional<Range> find_address(std::string_view folded);

}  // namespace fenqun::rules
