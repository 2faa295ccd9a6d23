// Notices that rule files were edited: by time, size and number of the file, once they have stayed the same for two
// looks, so that a file is not read while it is being written.
#pragma once

#include <string>
#include <vector>

namespace fenqun::bot {

class RuleWatch {
 public:
  explicit RuleWatch(std::vector<std::string> files) : files_(std::move(files)), known_(look()), last_(known_) {}

  // Called about once a second; true once for each edit.
  bool edited();

 private:
  std::string look() const;

  std::vector<std::string> files_;
  std::string known_;  // as they were when they were read
  std::string last_;   // at the last look
};

}  // namespace fenqun::bot
