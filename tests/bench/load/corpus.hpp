// What the customers say: one message a line, TAB, 1 when a bot owes a reply and 0 when not.
#pragma once

#include <string>
#include <vector>

namespace fenqun::bench {

struct Line {
  std::string json;  // the text as a JSON string, quotes included
  std::string cq;    // the same as a CQ code text: & [ ] escaped
  bool reply_due = false;
};

// Empty when the file cannot be read.
std::vector<Line> read_corpus(const std::string& path);

}  // namespace fenqun::bench
