#include "program.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace fenqun::e2e {

Scratch::Scratch() {
  std::string pattern = (std::filesystem::temp_directory_path() / "fenqun-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no scratch folder");
  folder_ = pattern;
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void Scratch::write(const std::string& name, const std::string& text, unsigned mode) const {
  std::ofstream(path(name)) << text;
  ::chmod(path(name).c_str(), mode);
}

Program::Program(const std::string& folder, std::vector<std::string> args, const std::string& name) {
  args.insert(args.begin(), FENQUN_PROGRAM);
  std::vector<char*> words;
  for (auto& arg : args) words.push_back(arg.data());
  words.push_back(nullptr);
  const auto log = folder + "/" + name + ".log";
  pid_ = fork();
  if (pid_ != 0) return;
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  const int in = open("/dev/null", O_RDONLY);
  if (out < 0 || in < 0 || chdir(folder.c_str()) != 0) _exit(126);
  dup2(in, 0);
  dup2(out, 1);
  dup2(out, 2);
  execv(words.front(), words.data());
  _exit(127);
}

Program::~Program() {
  if (pid_ > 0) kill();
}

void Program::kill() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void Program::signal(int number) {
  if (pid_ > 0) ::kill(pid_, number);
}

int Program::wait(std::chrono::milliseconds at_most) {
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  while (std::chrono::steady_clock::now() < deadline) {
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = -1;
      return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return -1;
}

}  // namespace fenqun::e2e
