// A headless Chromium, driven over its debugging pipe (two descriptors, no port that others could reach).
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace fenqun::console {

class Browser {
 public:
  // The path of an installed Chromium; empty when there is none.
  static std::string installed();
  explicit Browser(const std::string& program);
  ~Browser();  // ends it and removes its folder
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

  void window(int width, int height, bool dark);
  void open(const std::string& url);
  // The value of an expression in the page; null when it threw.
  nlohmann::json value(const std::string& expression);
  // Until the expression is true; false after 20 s.
  bool wait(const std::string& expression);
  // Text as a person types it into the element that has the focus, and a key.
  void type(const std::string& text);
  void press_enter();
  // What the window shows, as a PNG file.
  void picture(const std::string& file);
  // What the page's console and the browser complained about since the start.
  const std::string& complaints() const { return complaints_; }

 private:
  nlohmann::json call(const std::string& method, nlohmann::json parameters = nlohmann::json::object());
  nlohmann::json read();
  void listen(const nlohmann::json& message);

  int process_ = -1;
  int to_ = -1;
  int from_ = -1;
  int last_ = 0;
  std::string folder_;
  std::string session_;
  std::string unread_;
  std::string complaints_;
};

}  // namespace fenqun::console
