# SPDX-FileCopyrightText: 2026 The Guancheng authors
# SPDX-License-Identifier: Apache-2.0
#
# What every target of the house has in common: language level, warnings, sanitizers, precompiled headers.

option(GUANCHENG_WERROR "Warnings are errors" OFF)
set(GUANCHENG_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")
option(GUANCHENG_COVERAGE "Instrument for gcov" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)
set(QT_QML_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/qml)

find_program(GUANCHENG_CCACHE ccache)
if(GUANCHENG_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${GUANCHENG_CCACHE})
endif()

add_library(guancheng_flags INTERFACE)
target_compile_definitions(guancheng_flags INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_UP_TO=0x060800)
target_compile_options(guancheng_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
    -Wcast-align -Wformat=2 -Wnull-dereference -Wimplicit-fallthrough -Wextra-semi
    # Not in tests: QTRY_COMPARE of Qt 6.8 narrows.
    $<$<NOT:$<BOOL:$<TARGET_PROPERTY:GUANCHENG_IS_TEST>>>:-Wconversion>
    $<$<BOOL:${GUANCHENG_WERROR}>:-Werror>)
if(GUANCHENG_SANITIZE)
    add_compile_options(-fsanitize=${GUANCHENG_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=${GUANCHENG_SANITIZE})
    # Inlined checks make GCC see dereferences of null that cannot happen.
    target_compile_options(guancheng_flags INTERFACE -Wno-null-dereference -Wno-maybe-uninitialized)
endif()
if(GUANCHENG_COVERAGE)
    add_compile_options(--coverage)
    add_link_options(--coverage)
endif()

# guancheng_library(Room SOURCES ... [PUBLIC targets...] [PRIVATE targets...])
# The static library guancheng_<room> with the alias Guancheng::<Room>. Headers are included from the folder of the
# floor: app/domain/clock.h is "domain/clock.h", maps/geo/mercator.h is "maps/geo/mercator.h".
function(guancheng_library room)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;PUBLIC;PRIVATE")
    string(TOLOWER ${room} lower)
    set(target guancheng_${lower})
    qt_add_library(${target} STATIC ${arg_SOURCES})
    add_library(Guancheng::${room} ALIAS ${target})
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/app)
    target_link_libraries(${target} PUBLIC ${arg_PUBLIC} PRIVATE guancheng_flags ${arg_PRIVATE})
    qt_extract_metatypes(${target})
    target_precompile_headers(${target} REUSE_FROM guancheng_precompiled)
endfunction()

# One precompiled header for all rooms; the flags are the same everywhere, the module macros do not reach it.
file(WRITE ${PROJECT_BINARY_DIR}/precompiled.cpp "// Nothing but the headers that every room includes.\n")
add_library(guancheng_precompiled STATIC ${PROJECT_BINARY_DIR}/precompiled.cpp)
target_link_libraries(guancheng_precompiled PRIVATE guancheng_flags Qt6::Core)
set_target_properties(guancheng_precompiled PROPERTIES AUTOMOC OFF)
target_precompile_headers(guancheng_precompiled PRIVATE
    <QObject> <QString> <QList> <QHash> <QJsonObject> <QJsonArray> <QJsonDocument> <QLoggingCategory> <algorithm> <memory> <vector>)

# guancheng_test(tst_name SOURCES ... LIBRARIES ... [LABELS ...] [SCREEN])
# A Qt Test (or QuickTest) executable. Without SCREEN it runs offscreen; with it, on the X server of `./dev test`.
function(guancheng_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "SCREEN" "TIMEOUT" "SOURCES;LIBRARIES;LABELS;ENVIRONMENT")
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    qt_add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE guancheng_flags ${arg_LIBRARIES} Qt6::Test)
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/app ${PROJECT_SOURCE_DIR}/tests)
    # Where the project and the data for tests lie; the data may be absent, then a test that needs it skips itself.
    target_compile_definitions(${name} PRIVATE GUANCHENG_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        GUANCHENG_SHARED_DATA="${PROJECT_SOURCE_DIR}/../shared/data")
    set_target_properties(${name} PROPERTIES GUANCHENG_IS_TEST TRUE QT_QML_MODULE_NO_IMPORT_SCAN TRUE RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
    target_precompile_headers(${name} REUSE_FROM guancheng_precompiled)
    add_test(NAME ${name} COMMAND ${name})
    set(environment "LC_ALL=C.UTF-8" "TZ=Asia/Shanghai" "QT_QUICK_BACKEND=software" "GUANCHENG_RESOURCES=${PROJECT_SOURCE_DIR}/resources"
        "UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1" "ASAN_OPTIONS=detect_leaks=0")
    if(NOT arg_SCREEN)
        list(APPEND environment "QT_QPA_PLATFORM=offscreen")
    endif()
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "${environment};${arg_ENVIRONMENT}" TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}")
endfunction()
