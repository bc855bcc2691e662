// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/quick/mapmaterial.h"

#include <QMatrix4x4>

#include <cstring>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr int kMatrixBytes = 64;

class MapShader : public QSGMaterialShader
{
public:
    explicit MapShader(const QString &name)
    {
        setShaderFileName(VertexStage, u":/guancheng/maps/quick/shaders/%1.vert.qsb"_s.arg(name));
        setShaderFileName(FragmentStage, u":/guancheng/maps/quick/shaders/%1.frag.qsb"_s.arg(name));
    }

    bool updateUniformData(RenderState &state, QSGMaterial *newMaterial, QSGMaterial *) override
    {
        const QMatrix4x4 matrix = state.combinedMatrix();
        const QVector4D sizes = static_cast<MapMaterial *>(newMaterial)->sizes;
        QByteArray *data = state.uniformData();
        std::memcpy(data->data(), matrix.constData(), kMatrixBytes);
        std::memcpy(data->data() + kMatrixBytes, &sizes, sizeof(sizes));
        return true;
    }

    void updateSampledImage(RenderState &state, int, QSGTexture **texture, QSGMaterial *newMaterial, QSGMaterial *) override
    {
        QSGTexture *wanted = static_cast<MapMaterial *>(newMaterial)->texture();
        wanted->commitTextureOperations(state.rhi(), state.resourceUpdateBatch());
        *texture = wanted;
    }
};

} // namespace

MapMaterial::MapMaterial(Kind kind) : m_kind(kind)
{
    setFlag(Blending);
    setFlag(RequiresFullMatrix);
    setFlag(NoBatching);
}

QSGMaterialType *MapMaterial::type() const
{
    static QSGMaterialType points;
    static QSGMaterialType sprites;
    return m_kind == Kind::Points ? &points : &sprites;
}

QSGMaterialShader *MapMaterial::createShader(QSGRendererInterface::RenderMode) const
{
    return new MapShader(m_kind == Kind::Points ? u"mappoints"_s : u"mapsprites"_s);
}

} // namespace guancheng
