#include "tests/console/browser.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace fenqun::console {
namespace {

using nlohmann::json;
constexpr int answer_ms = 30'000;

// Between fork and exec: only calls that are safe there. Chromium reads commands from 3 and answers on 4.
void become(const std::vector<char*>& words, int commands, int answers) {
  setpgid(0, 0);
  const int in = fcntl(commands, F_DUPFD, 10), out = fcntl(answers, F_DUPFD, 10);
  const int nothing = open("/dev/null", O_RDWR);
  dup2(nothing, 0);
  dup2(nothing, 1);
  dup2(nothing, 2);
  dup2(in, 3);
  dup2(out, 4);
  execv(words[0], words.data());
  _exit(127);
}

std::string from_base64(const std::string& text) {
  static const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto value = letters.find(c);
    if (value == std::string::npos) continue;
    bits = (bits << 6 | static_cast<unsigned>(value)) & 0xFFFFFF;
    if ((count += 6) < 8) continue;
    out += static_cast<char>(bits >> (count -= 8) & 0xFF);
  }
  return out;
}

}  // namespace

std::string Browser::installed() {
  for (const char* path : {"/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"}) {
    if (access(path, X_OK) == 0) return path;
  }
  return {};
}

Browser::Browser(const std::string& program) {
  folder_ = std::filesystem::temp_directory_path() / "fenqun-browser-XXXXXX";
  if (mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no folder for the browser");
  int commands[2], answers[2];
  if (pipe2(commands, O_CLOEXEC) != 0 || pipe2(answers, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  std::vector<std::string> words = {program,
                                    "--headless=new",
                                    "--remote-debugging-pipe",
                                    "--no-first-run",
                                    "--disable-gpu",
                                    "--disable-dev-shm-usage",
                                    "--disable-extensions",
                                    "--disable-background-networking",
                                    "--no-proxy-server",
                                    "--user-data-dir=" + folder_,
                                    "about:blank"};
  if (geteuid() == 0) words.insert(words.begin() + 1, "--no-sandbox");  // its sandbox refuses to run as root
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  process_ = fork();
  if (process_ == 0) become(arguments, commands[0], answers[1]);
  close(commands[0]);
  close(answers[1]);
  to_ = commands[1];
  from_ = answers[0];
  const auto page = call("Target.createTarget", {{"url", "about:blank"}})["targetId"];
  session_ = call("Target.attachToTarget", {{"targetId", page}, {"flatten", true}})["sessionId"];
  for (const char* part : {"Page.enable", "Runtime.enable", "Log.enable"}) call(part);
}

Browser::~Browser() {
  close(to_);
  close(from_);
  if (process_ > 0) {
    kill(-process_, SIGKILL);  // its own group: the browser and the processes that it started
    waitpid(process_, nullptr, 0);
  }
  std::error_code ignored;
  for (int tries = 0; tries < 10 && std::filesystem::exists(folder_, ignored); ++tries) {
    std::filesystem::remove_all(folder_, ignored);
    if (ignored) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

json Browser::read() {
  while (true) {
    const auto end = unread_.find('\0');
    if (end != std::string::npos) {
      auto message = json::parse(unread_.substr(0, end));
      unread_.erase(0, end + 1);
      return message;
    }
    pollfd ready{from_, POLLIN, 0};
    char part[65536];
    if (poll(&ready, 1, answer_ms) <= 0) throw std::runtime_error("the browser does not answer");
    const auto got = ::read(from_, part, sizeof part);
    if (got <= 0) throw std::runtime_error("the browser has ended");
    unread_.append(part, static_cast<std::size_t>(got));
  }
}

void Browser::listen(const json& message) {
  const auto method = message.value("method", "");
  if (method == "Runtime.exceptionThrown") complaints_ += message["params"].dump() + "\n";
  if (method == "Log.entryAdded" && message["params"]["entry"]["level"] == "error") {
    const auto& entry = message["params"]["entry"];
    // The first question of a page that is not logged in is answered so on purpose.
    if (entry.value("text", "").find("status of 401") == std::string::npos) complaints_ += entry.dump() + "\n";
  }
}

json Browser::call(const std::string& method, json parameters) {
  json message = {{"id", ++last_}, {"method", method}, {"params", std::move(parameters)}};
  if (!session_.empty()) message["sessionId"] = session_;
  const auto text = message.dump() + '\0';
  if (write(to_, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
    throw std::runtime_error("the browser takes no commands");
  }
  while (true) {
    auto answer = read();
    if (answer.value("id", 0) != last_) {
      listen(answer);
      continue;
    }
    if (answer.contains("error")) throw std::runtime_error(method + ": " + answer["error"].dump());
    return answer["result"];
  }
}

void Browser::window(int width, int height, bool dark) {
  call("Emulation.setDeviceMetricsOverride",
       {{"width", width}, {"height", height}, {"deviceScaleFactor", 1}, {"mobile", width < 600}});
  call("Emulation.setEmulatedMedia",
       {{"features", json::array({{{"name", "prefers-color-scheme"}, {"value", dark ? "dark" : "light"}}})}});
}

void Browser::open(const std::string& url) {
  call("Page.navigate", {{"url", url}});
}

json Browser::value(const std::string& expression) {
  const auto answer = call("Runtime.evaluate", {{"expression", expression}, {"returnByValue", true}});
  if (answer.contains("exceptionDetails")) return nullptr;
  return answer["result"].value("value", json());
}

bool Browser::wait(const std::string& expression) {
  for (int i = 0; i < 400; ++i) {
    if (value(expression) == true) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return false;
}

void Browser::type(const std::string& text) {
  call("Input.insertText", {{"text", text}});
}

void Browser::press_enter() {
  for (const char* type : {"keyDown", "keyUp"}) {
    call("Input.dispatchKeyEvent",
         {{"type", type}, {"key", "Enter"}, {"code", "Enter"}, {"windowsVirtualKeyCode", 13}, {"text", "\r"}});
  }
}

void Browser::picture(const std::string& file) {
  const auto shot = call("Page.captureScreenshot", {{"format", "png"}});
  std::ofstream(file, std::ios::binary) << from_base64(shot["data"]);
}

}  // namespace fenqun::console
