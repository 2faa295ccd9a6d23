// The built program as a child process: started, killed, waited for, as an operator would.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace fenqun::e2e {

// An empty folder that goes with the test.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  void write(const std::string& name, const std::string& text, unsigned mode = 0600) const;
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
};

class Program {
 public:
  // Runs `fenqun ARGS…` in `folder`; its output goes to folder/NAME.log.
  Program(const std::string& folder, std::vector<std::string> args, const std::string& name = "fenqun");
  ~Program();  // kills
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void kill();  // SIGKILL, waited for
  void signal(int number);
  // The exit status, or -1 when it has not ended in time.
  int wait(std::chrono::milliseconds at_most);
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
};

}  // namespace fenqun::e2e
