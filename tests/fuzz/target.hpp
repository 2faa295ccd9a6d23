// What is fuzzed: functions that take any bytes and abort when something that must always hold does not. The same
// targets serve libFuzzer (script/fuzz) and the short run with every test (fuzz_test.cpp).
#pragma once

#include <span>
#include <string_view>

namespace fenqun::fuzz {

struct Target {
  std::string_view name;  // of its corpus, tests/data/fuzz/<name>
  void (*run)(std::string_view input);
};

std::span<const Target> targets();

// Aborts with the text when the condition does not hold.
void require(bool holds, const char* what);

void language(std::string_view input);
void rule_file(std::string_view input);
void folding(std::string_view input);
void meaning(std::string_view input);
void sound(std::string_view input);
void traits(std::string_view input);
void matching(std::string_view input);

}  // namespace fenqun::fuzz
