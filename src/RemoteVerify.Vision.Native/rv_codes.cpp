#include "rv_codes.h"

#include <zbar.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

namespace {

constexpr unsigned long kGrey8 = 'Y' | '8' << 8 | '0' << 16 | '0' << 24;

using scanner = std::unique_ptr<zbar::zbar_image_scanner_t, decltype(&zbar::zbar_image_scanner_destroy)>;
using picture = std::unique_ptr<zbar::zbar_image_t, decltype(&zbar::zbar_image_destroy)>;

bool valid(const rv_view *view) {
    return view != nullptr && view->data != nullptr && view->channels == 1 && view->width > 0 && view->height > 0 &&
           view->width <= RV_CODES_MAXIMUM_SIDE && view->height <= RV_CODES_MAXIMUM_SIDE && view->stride >= view->width;
}

}  // namespace

int32_t rv_codes_abi_version(void) { return RV_CODES_ABI_VERSION; }

int32_t rv_zbar_version(char *text, int32_t capacity) {
    if (text == nullptr || capacity <= 0) return RV_BAD_ARGUMENT;
    unsigned major = 0, minor = 0, patch = 0;
    if (zbar::zbar_version(&major, &minor, &patch) != 0) return RV_FAILED;
    std::snprintf(text, static_cast<size_t>(capacity), "%u.%u.%u", major, minor, patch);
    return RV_OK;
}

int32_t rv_read_qr(const rv_view *grey, uint8_t *bytes, int32_t capacity, int32_t *length) {
    if (!valid(grey) || bytes == nullptr || capacity <= 0 || length == nullptr) return RV_BAD_ARGUMENT;
    *length = 0;
    try {
        // zbar wants rows without gaps, and what it reads must not change under it.
        const size_t width = static_cast<size_t>(grey->width), height = static_cast<size_t>(grey->height);
        std::vector<uint8_t> rows(width * height);
        for (size_t y = 0; y < height; y++) std::memcpy(rows.data() + y * width, grey->data + y * static_cast<size_t>(grey->stride), width);

        scanner reader(zbar::zbar_image_scanner_create(), zbar::zbar_image_scanner_destroy);
        picture image(zbar::zbar_image_create(), zbar::zbar_image_destroy);
        if (reader == nullptr || image == nullptr) return RV_FAILED;
        zbar::zbar_image_scanner_set_config(reader.get(), zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
        zbar::zbar_image_scanner_set_config(reader.get(), zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
        zbar::zbar_image_scanner_set_config(reader.get(), zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_BINARY, 1);
        zbar::zbar_image_set_format(image.get(), kGrey8);
        zbar::zbar_image_set_size(image.get(), static_cast<unsigned>(width), static_cast<unsigned>(height));
        zbar::zbar_image_set_data(image.get(), rows.data(), static_cast<unsigned long>(rows.size()), nullptr);

        int32_t status = RV_OK;
        if (zbar::zbar_scan_image(reader.get(), image.get()) > 0) {
            const zbar::zbar_symbol_t *symbol = zbar::zbar_image_first_symbol(image.get());
            const unsigned found = symbol == nullptr ? 0 : zbar::zbar_symbol_get_data_length(symbol);
            if (found > static_cast<unsigned>(capacity)) {
                status = RV_SIZE_MISMATCH;
            } else if (found > 0) {
                std::memcpy(bytes, zbar::zbar_symbol_get_data(symbol), found);
                *length = static_cast<int32_t>(found);
            }
        }
        image.reset();
        std::fill(rows.begin(), rows.end(), uint8_t{0});
        return status;
    } catch (...) {
        return RV_FAILED;
    }
}
