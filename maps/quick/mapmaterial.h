// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSGMaterial>
#include <QSGTexture>
#include <QVector4D>

#include <memory>

namespace guancheng {

/**
 * Material of points or sprites: a transform, one texture (palette or atlas) and four numbers. The shaders are built in.
 * Render thread.
 */
class MapMaterial : public QSGMaterial
{
public:
    enum class Kind : quint8 { Points, Sprites };

    explicit MapMaterial(Kind kind);
    QSGMaterialType *type() const override;
    QSGMaterialShader *createShader(QSGRendererInterface::RenderMode mode) const override;
    int compare(const QSGMaterial *other) const override { return this == other ? 0 : this < other ? -1 : 1; }

    void setTexture(QSGTexture *texture) { m_texture.reset(texture); }
    QSGTexture *texture() const { return m_texture.get(); }
    QVector4D sizes; ///< see the shaders

private:
    Kind m_kind;
    std::unique_ptr<QSGTexture> m_texture;
};

} // namespace guancheng
