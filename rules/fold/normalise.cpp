#include "rules/fold/normalise.hpp"

#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace fenqun::rules::folding {
namespace {

const UNormalizer2* casefold() {
  static const UNormalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const auto* found = unorm2_getNFKCCasefoldInstance(&status);
    assert(U_SUCCESS(status));  // the data is inside ICU's own library
    return found;
  }();
  return instance;
}

// The only mark that case folding turns into a letter. Marks have to be in their canonical order before it does, which
// is why a segment is decomposed first, and why ICU sees a boundary before it where there is none.
constexpr char32_t ypogegrammeni = 0x0345;

using Source = std::array<char16_t, max_segment_in * 4>;  // of at most two units each, which NFD may double

std::int32_t decompose(Source& text, std::int32_t length, UErrorCode& status) {
  const auto* nfd = unorm2_getNFDInstance(&status);
  Source decomposed;
  const auto made = unorm2_normalize(nfd, text.data(), length, decomposed.data(),
                                     static_cast<std::int32_t>(decomposed.size()), &status);
  if (U_FAILURE(status)) return 0;
  std::copy_n(decomposed.begin(), made, text.begin());
  return made;
}

}  // namespace

bool has_boundary_before(char32_t c) {
  return c != ypogegrammeni && unorm2_hasBoundaryBefore(casefold(), static_cast<UChar32>(c)) != 0;
}

std::size_t normalise(std::span<const char32_t> segment, std::span<char32_t> out) {
  Source source;
  std::int32_t length = 0;
  for (const char32_t c : segment.first(std::min(segment.size(), max_segment_in))) {
    U16_APPEND_UNSAFE(source.data(), length, c);
  }
  UErrorCode status = U_ZERO_ERROR;
  if (segment.size() > 1) length = decompose(source, length, status);
  std::array<char16_t, max_segment_in * 18> folded;  // no code point grows more than 18 times in NFKC
  const std::int32_t made = unorm2_normalize(casefold(), source.data(), length, folded.data(),
                                             static_cast<std::int32_t>(folded.size()), &status);
  if (U_FAILURE(status)) return 0;
  std::size_t written = 0;
  for (std::int32_t at = 0; at < made && written < out.size();) {
    UChar32 c = 0;
    U16_NEXT(folded.data(), at, made, c);
    out[written++] = static_cast<char32_t>(c);
  }
  return written;
}

}  // namespace fenqun::rules::folding
