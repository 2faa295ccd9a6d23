// Every kind of problem has its own code and its own name, and speaks both languages with the same places.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Kind {
  std::string file;
  std::string name;
  std::vector<std::string> texts;  // code, message zh, message en, hint zh, hint en
};

// The string literals behind `at`, adjacent ones joined, until the closing "};".
std::vector<std::string> literals(const std::string& text, std::size_t at) {
  std::vector<std::string> out;
  bool joined = false;
  for (; at < text.size() && text.compare(at, 2, "};") != 0; ++at) {
    if (text[at] == ',' || text[at] == '{') joined = false;
    if (text[at] != '"') continue;
    std::string literal;
    for (++at; text[at] != '"'; ++at) {
      literal += text[at];
      if (text[at] == '\\') literal += text[++at];
    }
    if (joined) {
      out.back() += literal;
    } else {
      out.push_back(literal);
    }
    joined = true;
  }
  return out;
}

std::vector<Kind> all_kinds() {
  std::vector<Kind> out;
  for (const auto& room : {"model", "rules", "storage", "adapters", "bot", "console"}) {
    const auto folder = fs::path(FENQUN_SOURCE_DIR) / room;
    if (!fs::exists(folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".hpp" || !entry.path().filename().string().starts_with("problems")) continue;
      std::ifstream file(entry.path());
      const std::string text((std::istreambuf_iterator<char>(file)), {});
      const std::string head = "constexpr ProblemKind ";
      for (auto at = text.find(head); at != std::string::npos; at = text.find(head, at + 1)) {
        const auto brace = text.find('{', at);
        const auto from = at + head.size();
        if (text.find('(', from) < brace) continue;  // a function that makes kinds
        out.push_back({fs::relative(entry.path(), FENQUN_SOURCE_DIR).string(),
                       text.substr(from, text.find_first_of(" {\n", from) - from), literals(text, brace)});
      }
    }
  }
  return out;
}

std::set<char> places(const std::string& text) {
  std::set<char> out;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '{' && text[i + 2] == '}' && std::isdigit(static_cast<unsigned char>(text[i + 1])) != 0) {
      out.insert(text[i + 1]);
    }
  }
  return out;
}

TEST(Problems, HaveOneCodeAndOneNameEach) {
  const auto kinds = all_kinds();
  EXPECT_GT(kinds.size(), 100u) << "the test reads the wrong place";
  std::map<std::string, std::string> codes;
  std::map<std::string, std::string> names;
  for (const auto& kind : kinds) {
    ASSERT_FALSE(kind.texts.empty()) << kind.file << " " << kind.name;
    const auto where = kind.file + " " + kind.name;
    EXPECT_TRUE(codes.emplace(kind.texts.front(), where).second)
        << where << " has the code of " << codes[kind.texts.front()] << ": " << kind.texts.front();
    const auto room = kind.file.substr(0, kind.file.find('/'));
    EXPECT_TRUE(names.emplace(room + "::" + kind.name, where).second)
        << where << " has the name of " << names[room + "::" + kind.name];
  }
}

TEST(Problems, SpeakBothLanguagesWithTheSamePlaces) {
  for (const auto& kind : all_kinds()) {
    SCOPED_TRACE(kind.file + " " + kind.name);
    ASSERT_TRUE(kind.texts.size() == 5 || kind.texts.size() == 3) << kind.texts.size();  // the hint may be left out
    EXPECT_TRUE(kind.texts[0].starts_with("FQ-")) << kind.texts[0];
    EXPECT_FALSE(kind.texts[1].empty());
    EXPECT_FALSE(kind.texts[2].empty());
    EXPECT_EQ(places(kind.texts[1]), places(kind.texts[2]));
    if (kind.texts.size() == 3) continue;
    EXPECT_EQ(kind.texts[3].empty(), kind.texts[4].empty());
    EXPECT_EQ(places(kind.texts[3]), places(kind.texts[4]));
  }
}

}  // namespace
